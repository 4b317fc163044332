package kustomization

import (
	"reflect"
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
	d := differ{at: make([]string, 0, 16)} // room that most objects do not exceed
	if hasSchema(base.ID()) && !rebuildable("", base.Tree()) {
		d.fields(base.Tree(), want.Tree())
		return patch{operations: d.operations}
	}
	changes := d.maps(base.Tree(), want.Tree())
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
	tree := object.Tree()
	merge["apiVersion"], merge["kind"] = tree["apiVersion"], tree["kind"]
	metadata, changed := merge["metadata"].(map[string]any) // of the patch alone, since every object has some
	if !changed {
		metadata = map[string]any{}
		merge["metadata"] = metadata
	}
	metadata["name"] = tree["metadata"].(map[string]any)["name"]
}

// differ collects the operations for what a strategic-merge patch cannot say.
type differ struct {
	operations []manifest.Operation
	at         []string // the keys and positions that lead to where the differ is
}

// difference is a key that two maps do not have with the same value, as far as is known.
type difference struct {
	key            string
	is, wanted     any
	inBase, inWant bool
}

// operation adds one where the differ is.
func (d *differ) operation(op string, value any) {
	if d.operations == nil {
		d.operations = make([]manifest.Operation, 0, 8) // as many as most objects need
	}
	d.operations = append(d.operations, manifest.Operation{Op: op, Path: d.pointer(), Value: value})
}

// pointer is the JSON pointer to where the differ is. Most of the way no operation needs one.
func (d *differ) pointer() string {
	length := 0
	for _, token := range d.at {
		length += 1 + len(token)
	}
	var pointer strings.Builder
	pointer.Grow(length)
	for _, token := range d.at {
		pointer.WriteByte('/')
		pointer.WriteString(escape(token))
	}
	return pointer.String()
}

// maps returns what a strategic-merge patch has to say to make want of base.
func (d *differ) maps(base, want map[string]any) map[string]any {
	found := differences(make([]difference, 0, mostDifferences), base, want)
	var merge map[string]any
	say := func(key string, value any) {
		if merge == nil {
			merge = make(map[string]any, len(found))
		}
		merge[key] = value
	}
	for _, at := range found {
		d.at = append(d.at, at.key)
		switch {
		case !at.inWant && mergeable(at.key):
			say(at.key, nil)
		case !at.inWant:
			d.operation("remove", nil)
		case !at.inBase && mergeable(at.key) && mergeableTree(at.wanted):
			say(at.key, at.wanted)
		case !at.inBase:
			d.operation("add", at.wanted)
		default:
			if value, ok := d.change(at.is, at.wanted, mergeable(at.key)); ok {
				say(at.key, value)
			}
		}
		d.at = d.at[:len(d.at)-1]
	}
	return merge
}

// change handles a key that both have with values that may differ; ok says that the
// returned value goes into the strategic-merge patch.
func (d *differ) change(base, want any, mergeable bool) (value any, ok bool) {
	switch w := want.(type) {
	case map[string]any:
		b, isMap := base.(map[string]any)
		if isMap && mergeable {
			merge := d.maps(b, w)
			return merge, len(merge) > 0
		}
		if isMap && manifest.Equal(b, w) {
			return nil, false
		}
	case []any:
		if b, isList := base.([]any); isList {
			d.lists(b, w)
			return nil, false
		}
	default:
		if mergeable && scalarKind(base) == scalarKind(want) {
			return want, true
		}
	}
	d.operation("replace", want)
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

// mostDifferences is how many differences most maps do not exceed, so that they need no memory of their own.
const mostDifferences = 16

// differences appends those of two maps, sorted by key. Maps below are compared key by key later: here, only those are known to
// be the same that both have in common.
func differences(found []difference, base, want map[string]any) []difference {
	common := 0
	for key, is := range base {
		wanted, inWant := want[key]
		if inWant {
			common++
		}
		if !inWant || mayDiffer(is, wanted) {
			found = append(found, difference{key, is, wanted, true, inWant})
		}
	}
	if common < len(want) {
		for key, wanted := range want {
			if _, inBase := base[key]; !inBase {
				found = append(found, difference{key, nil, wanted, false, true})
			}
		}
	}
	slices.SortFunc(found, func(a, b difference) int { return strings.Compare(a.key, b.key) })
	return found
}

func mayDiffer(a, b any) bool {
	x, isMap := a.(map[string]any)
	y, areMaps := b.(map[string]any)
	if isMap && areMaps {
		return reflect.ValueOf(x).UnsafePointer() != reflect.ValueOf(y).UnsafePointer()
	}
	return !manifest.Equal(a, b)
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
