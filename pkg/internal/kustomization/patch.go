package kustomization

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// patch makes one object of another that has the same ID: first merge, a
// strategic-merge patch, then operations, a JSON6902 patch.
type patch struct {
	merge      map[string]any
	operations []manifest.Operation
}

// patchOf computes the patch that makes want of base.
func patchOf(base, want manifest.Object) patch {
	if hasSchema(base.ID()) && !rebuildable("", base.Tree()) {
		return patch{operations: changes("", base.Tree(), want.Tree())}
	}
	var d differ
	changes := d.maps("", base.Tree(), want.Tree())
	p := patch{operations: d.operations}
	if len(changes) > 0 {
		p.merge = changes
		identify(changes, base)
	}
	return p
}

// deletion is the strategic-merge patch that deletes an object.
func deletion(object manifest.Object) map[string]any {
	merge := map[string]any{"$patch": "delete"}
	identify(merge, object)
	return merge
}

// identify puts into a strategic-merge patch by what kustomize finds its object.
func identify(merge map[string]any, object manifest.Object) {
	merge["apiVersion"] = object.Tree()["apiVersion"]
	merge["kind"] = object.ID().Kind
	metadata := map[string]any{"name": object.ID().Name}
	if changed, ok := merge["metadata"].(map[string]any); ok {
		maps.Copy(metadata, changed)
	}
	merge["metadata"] = metadata
}

// target selects one object of the base. Its fields are regular expressions,
// and an empty one matches anything.
func target(id manifest.ID, base map[manifest.ID]manifest.Object) map[string]any {
	selector := map[string]any{
		"version": regexp.QuoteMeta(id.Version),
		"kind":    regexp.QuoteMeta(id.Kind),
		"name":    regexp.QuoteMeta(id.Name),
	}
	if id.Group != "" {
		selector["group"] = id.Group // a dot that matches any character can match no other group that exists
		return selector
	}
	for other := range base {
		if other.Group != "" && other.Version == id.Version && other.Kind == id.Kind && other.Name == id.Name {
			selector["group"] = "^$"
		}
	}
	return selector
}

// differ collects the operations for what a strategic-merge patch cannot say.
type differ struct {
	operations []manifest.Operation
}

func (d *differ) operation(op, path string, value any) {
	d.operations = append(d.operations, manifest.Operation{Op: op, Path: path, Value: value})
}

// maps returns what a strategic-merge patch has to say to make want of base.
func (d *differ) maps(path string, base, want map[string]any) map[string]any {
	merge := map[string]any{}
	for _, key := range differingKeys(base, want) {
		is, inBase := base[key]
		wanted, inWant := want[key]
		pointer := path + "/" + escape(key)
		switch {
		case !inWant && mergeable(key):
			merge[key] = nil
		case !inWant:
			d.operation("remove", pointer, nil)
		case !inBase && mergeable(key) && mergeableTree(wanted):
			merge[key] = wanted
		case !inBase:
			d.operation("add", pointer, wanted)
		default:
			if value, ok := d.change(pointer, is, wanted, mergeable(key)); ok {
				merge[key] = value
			}
		}
	}
	return merge
}

// change handles a key that both have with different values; ok says that the
// returned value goes into the strategic-merge patch.
func (d *differ) change(pointer string, base, want any, mergeable bool) (value any, ok bool) {
	switch w := want.(type) {
	case map[string]any:
		b, isMap := base.(map[string]any)
		if !isMap || !mergeable {
			d.operation("replace", pointer, want)
			return nil, false
		}
		merge := d.maps(pointer, b, w)
		return merge, len(merge) > 0
	case []any:
		if b, isList := base.([]any); isList {
			d.operations = append(d.operations, lists(pointer, b, w)...)
			return nil, false
		}
	default:
		if mergeable && scalarKind(base) == scalarKind(want) {
			return want, true
		}
	}
	d.operation("replace", pointer, want)
	return nil, false
}

// mergeable reports whether a key means only itself in a strategic-merge patch, and
// is no directive such as $patch.
func mergeable(key string) bool {
	return !strings.HasPrefix(key, "$")
}

// mergeableTree reports whether a new tree can stand in a strategic-merge patch.
func mergeableTree(value any) bool {
	switch v := value.(type) {
	case map[string]any:
		for key, child := range v {
			if !mergeable(key) || !mergeableTree(child) {
				return false
			}
		}
	case []any:
		for _, element := range v {
			if !mergeableTree(element) {
				return false
			}
		}
	case nil:
		return false
	}
	return true
}

// scalarKind tells strings, bools and numbers apart: a number that is merged
// over a string in quotes would get the quotes.
func scalarKind(value any) string {
	switch value.(type) {
	case string:
		return "string"
	case bool:
		return "bool"
	case int64, float64:
		return "number"
	default:
		return "none"
	}
}

// escape makes a key a token of a JSON pointer.
func escape(key string) string {
	if !strings.ContainsAny(key, "~/") {
		return key
	}
	return strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// differingKeys returns the keys that two maps do not have with the same value, sorted.
func differingKeys(a, b map[string]any) []string {
	var keys []string
	for key, value := range a {
		if other, ok := b[key]; !ok || !manifest.Equal(value, other) {
			keys = append(keys, key)
		}
	}
	for key := range b {
		if _, ok := a[key]; !ok {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// bothKeys returns the keys of two maps, sorted.
func bothKeys(a, b map[string]any) []string {
	keys := make([]string, 0, len(a)+len(b))
	for key := range a {
		keys = append(keys, key)
	}
	for key := range b {
		if _, ok := a[key]; !ok {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}
