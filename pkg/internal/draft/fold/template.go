package fold

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
)

// schema says by which key the elements of each list of a pod template are merged.
var schema strategicpatch.LookupPatchMeta = strategicpatch.PatchMetaFromStruct{T: reflect.TypeFor[corev1.PodTemplateSpec]()}

// template is split for pod templates.
func (d depth) template(levels []map[string]any) (common map[string]any, own []map[string]any) {
	return d.patch(levels, schema)
}

// patch splits maps of pod templates; at is what strategic merge knows of them, nil for nothing.
func (d depth) patch(levels []map[string]any, at strategicpatch.LookupPatchMeta) (common map[string]any, own []map[string]any) {
	common, own = map[string]any{}, make([]map[string]any, len(levels))
	for i := range own {
		own[i] = map[string]any{}
	}
	for _, key := range keysOf(levels) {
		values, all := under(levels, key)
		if all && alike(values) {
			common[key] = values[0]
			continue
		}
		if all && !hasDirective(values) {
			if part, rests, ok := d.patchParts(values, at, key); ok {
				put(common, own, key, part, rests)
				continue
			}
			if part, rests, ok := d.list(values, at, key); ok {
				for i, rest := range rests {
					if len(rest) > 0 {
						own[i][key] = rest
					}
				}
				common[key] = part
				continue
			}
		}
		for i, level := range levels {
			if value, given := level[key]; given {
				own[i][key] = value
			}
		}
	}
	return common, own
}

// patchParts splits the values of a field that are all maps.
func (d depth) patchParts(values []any, at strategicpatch.LookupPatchMeta, key string) (common map[string]any, own []map[string]any, ok bool) {
	mappings, ok := mappingsOf(values)
	if !ok {
		return nil, nil, false
	}
	var below strategicpatch.LookupPatchMeta
	if at != nil {
		if found, _, err := at.LookupPatchMetadataForStruct(key); err == nil {
			below = found
		}
	}
	common, own = d.patch(mappings, below)
	return common, own, true
}

// list splits lists whose elements merge by a key: those that all have stand first, in the same order. One that has nothing else in
// common is common to none.
func (d depth) list(values []any, at strategicpatch.LookupPatchMeta, key string) (common []any, own [][]any, ok bool) {
	if d > elements || at == nil {
		return nil, nil, false
	}
	below, meta, err := at.LookupPatchMetadataForSlice(key)
	if err != nil || meta.GetPatchMergeKey() == "" || !slices.Contains(meta.GetPatchStrategies(), "merge") {
		return nil, nil, false
	}
	mergeKey := meta.GetPatchMergeKey()
	lists := make([][]map[string]any, len(values))
	for i, value := range values {
		if lists[i], ok = keyed(value, mergeKey); !ok {
			return nil, nil, false
		}
	}
	count := 0 // of elements that all lists begin with
	for same := true; same; {
		for _, list := range lists {
			same = same && count < len(list) && reflect.DeepEqual(list[count][mergeKey], lists[0][count][mergeKey])
		}
		if same {
			count++
		}
	}
	if count == 0 {
		return nil, nil, false
	}
	own = make([][]any, len(lists))
	for i := range count {
		var elements []map[string]any
		for _, list := range lists {
			elements = append(elements, list[i])
		}
		part, rests := d.patch(elements, below)
		nothing := len(part) == 1 && !slices.ContainsFunc(rests, func(rest map[string]any) bool { return len(rest) == 0 }) // but the key
		if !nothing {
			common = append(common, part)
		}
		for j, rest := range rests {
			switch {
			case nothing:
				own[j] = append(own[j], elements[j])
			case len(rest) > 0:
				rest[mergeKey] = elements[j][mergeKey]
				own[j] = append(own[j], rest)
			}
		}
	}
	if len(common) == 0 {
		return nil, nil, false
	}
	for j, list := range lists {
		for _, element := range list[count:] {
			own[j] = append(own[j], element)
		}
	}
	return common, own, true
}

// keyed are the elements of a list that all are maps with another value of a key.
func keyed(value any, key string) ([]map[string]any, bool) {
	list, ok := value.([]any)
	if !ok {
		return nil, false
	}
	elements, ok := mappingsOf(list)
	seen := map[any]bool{}
	for _, element := range elements {
		switch element[key].(type) {
		case string, int64:
		default:
			return nil, false
		}
		ok = ok && !seen[element[key]]
		seen[element[key]] = true
	}
	return elements, ok
}

// hasDirective reports whether a value says itself how it is merged, such as `$patch: delete`, or removes something.
func hasDirective(value any) bool {
	switch value := value.(type) {
	case nil:
		return true
	case map[string]any:
		for key := range maps.Keys(value) {
			if strings.HasPrefix(key, "$") || hasDirective(value[key]) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(value, hasDirective)
	}
	return false
}
