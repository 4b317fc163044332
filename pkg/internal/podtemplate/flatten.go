package podtemplate

import (
	"maps"
	"reflect"
	"slices"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/strategicpatch"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// directive is the key of a patch that says what becomes of what stood there.
const directive = "$patch"

// schema says by which key the elements of each list of a pod template are merged.
var schema strategicpatch.LookupPatchMeta = strategicpatch.PatchMetaFromStruct{T: reflect.TypeFor[corev1.PodTemplateSpec]()}

// Flatten is one patch that does what the levels of a template do one after the other. Elements that a level deletes, and
// fields that it sets to null, stay in it as such: what is generated may have them too.
func Flatten(levels []map[string]any) map[string]any {
	flat := map[string]any{}
	for _, level := range levels {
		flat = patchOver(flat, runtime.DeepCopyJSON(level), schema)
	}
	return flat
}

// patchOver lays an upper patch over a lower one. What a lower one deletes or replaces is gone, whatever an upper one puts there.
func patchOver(lower, upper map[string]any, at strategicpatch.LookupPatchMeta) map[string]any {
	if _, ok := upper[directive]; ok { // delete or replace
		return upper
	}
	merged := maps.Clone(lower)
	if merged[directive] == "delete" {
		merged = map[string]any{directive: "replace"}
	}
	for key, value := range upper {
		switch have := merged[key].(type) {
		case map[string]any:
			if child, ok := value.(map[string]any); ok {
				below, _ := belowStruct(at, key)
				value = patchOver(have, child, below)
			}
		case []any:
			if list, ok := value.([]any); ok {
				below, mergeKey := belowList(at, key)
				value = overList(have, list, below, mergeKey)
			}
		}
		merged[key] = value
	}
	return merged
}

// overList merges lists whose elements have a key, puts together lists of values that are merged, and replaces any other.
func overList(lower, upper []any, at strategicpatch.LookupPatchMeta, mergeKey string) []any {
	if mergeKey == "" || slices.ContainsFunc(upper, replacesList) {
		return upper
	}
	merged := slices.Clone(lower)
	for _, element := range upper {
		child, isMap := element.(map[string]any)
		i := slices.IndexFunc(merged, func(have any) bool { return isMap && sameKey(have, child, mergeKey) })
		switch {
		case i < 0:
			merged = append(merged, element)
		case isMap && merged[i].(map[string]any)[directive] != nil:
			merged[i] = element
		case isMap:
			merged[i] = patchOver(merged[i].(map[string]any), child, at)
		}
	}
	return merged
}

func replacesList(element any) bool {
	child, _ := element.(map[string]any)
	return child[directive] == "replace" && len(child) == 1
}

func sameKey(a any, b map[string]any, key string) bool {
	have, ok := a.(map[string]any)
	return ok && b[key] != nil && reflect.DeepEqual(have[key], b[key])
}

func belowStruct(at strategicpatch.LookupPatchMeta, key string) (strategicpatch.LookupPatchMeta, bool) {
	if at == nil {
		return nil, false
	}
	below, _, err := at.LookupPatchMetadataForStruct(key)
	if err != nil {
		return nil, false
	}
	return below, true
}

// belowList is the type of the elements of a list, and the key that they are merged by; empty for a list that is replaced.
func belowList(at strategicpatch.LookupPatchMeta, key string) (strategicpatch.LookupPatchMeta, string) {
	if at == nil {
		return nil, ""
	}
	below, meta, err := at.LookupPatchMetadataForSlice(key)
	if err != nil || !slices.Contains(meta.GetPatchStrategies(), "merge") {
		return nil, ""
	}
	return below, meta.GetPatchMergeKey()
}

// Find is where a level has what stands at a path of the flattened template; false where it has no such thing.
func Find(level, flat map[string]any, at diagnostic.Path) (diagnostic.Path, bool) {
	var found diagnostic.Path
	var have, want any = level, flat
	types, mergeKey := schema, ""
	for _, element := range at {
		if name, isName := element.Name(); isName {
			haveMap, _ := have.(map[string]any)
			wantMap, _ := want.(map[string]any)
			value, ok := haveMap[name]
			if !ok {
				return nil, false
			}
			if _, isList := value.([]any); isList {
				types, mergeKey = belowList(types, name)
			} else {
				types, _ = belowStruct(types, name)
			}
			have, want, found = value, wantMap[name], found.Child(name)
			continue
		}
		index, _ := element.Index()
		haveList, _ := have.([]any)
		wantList, _ := want.([]any)
		if index >= len(wantList) {
			return nil, false
		}
		want = wantList[index]
		if child, ok := want.(map[string]any); ok && mergeKey != "" {
			index = slices.IndexFunc(haveList, func(e any) bool { return sameKey(e, child, mergeKey) })
		}
		if index < 0 || index >= len(haveList) {
			return nil, false
		}
		have, found = haveList[index], found.Index(index)
	}
	return found, true
}
