package operatordiff

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// podTemplate compares pod templates as the operator's client reads them: what the release does not have is not there,
// an empty list or an empty plain map is none, and quantities are numbers. An empty object is not an absent one.
func podTemplate(r operator.Release, _ string, a, b any) bool {
	old, wasMapping := a.(map[string]any)
	new, isMapping := b.(map[string]any)
	if !wasMapping || !isMapping {
		return sameTree(a, b)
	}
	for key := range union(old, new) {
		was, is := old[key], new[key]
		switch {
		case key == "metadata", key == "spec":
		case since(readsTemplatesOnly, r):
			continue
		case key == "apiVersion":
			was, is = orDefault(was, "v1"), orDefault(is, "v1")
		case key == "kind":
			was, is = orDefault(was, "Pod"), orDefault(is, "Pod")
		}
		if !sameBelow(r, &place{nil, key}, was, is) {
			return false
		}
	}
	return true
}

func orDefault(value, absent any) any {
	if value == nil {
		return absent
	}
	return value
}

// union visits the keys of both.
func union(a, b map[string]any) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for key := range a {
			if !yield(key) {
				return
			}
		}
		for key := range b {
			if _, both := a[key]; !both && !yield(key) {
				return
			}
		}
	}
}

// place is where in a pod template something stands.
type place struct {
	above *place
	name  string // of a field, or [] for an element of a list
}

// path is as Release.MissingPodField takes it.
func (p *place) path() string {
	switch {
	case p == nil:
		return ""
	case p.above == nil || p.name == "[]":
		return p.above.path() + p.name
	}
	return p.above.path() + "." + p.name
}

// plainMaps are the fields of a pod that map texts to texts or quantities: an empty one is none.
var plainMaps = map[string]bool{
	"annotations": true, "labels": true, "limits": true, "matchLabels": true, "nodeSelector": true, "options": true,
	"overhead": true, "requests": true, "volumeAttributes": true,
}

// quantities are the fields of a pod that are quantities, or map names to such.
var quantities = map[string]bool{"divisor": true, "limits": true, "overhead": true, "requests": true, "sizeLimit": true}

func sameBelow(r operator.Release, at *place, a, b any) bool {
	a, b = present(at.name, a), present(at.name, b)
	same := false
	switch was := a.(type) {
	case map[string]any:
		is, ok := b.(map[string]any)
		same = ok
		for key := range union(was, is) {
			if !same {
				break
			}
			same = sameBelow(r, &place{at, key}, was[key], is[key])
		}
	case []any:
		is, ok := b.([]any)
		same = ok && len(was) == len(is)
		for i := range was {
			if !same {
				break
			}
			same = sameBelow(r, &place{at, "[]"}, was[i], is[i])
		}
	default:
		same = sameTree(a, b) || at.isQuantity() && sameQuantity(a, b)
	}
	if same {
		return true
	}
	_, missing := r.MissingPodField(at.path())
	return missing
}

// present is nil for what the client takes for absent.
func present(name string, value any) any {
	if m, ok := value.(map[string]any); ok && len(m) == 0 && plainMaps[name] || isEmptyList(value) {
		return nil
	}
	return value
}

func (p *place) isQuantity() bool {
	return quantities[p.name] || p.above != nil && quantities[p.above.name]
}

func sameQuantity(a, b any) bool {
	x, err := quantity.Parse(fmt.Sprint(a))
	if err != nil {
		return false
	}
	y, err := quantity.Parse(fmt.Sprint(b))
	return err == nil && x.Cmp(y) == 0
}

// SamePodField reports whether the operator takes two values of one field of a pod template for the same. The names lead
// to it, with [] for an element of a list.
func SamePodField(r operator.Release, names []string, a, b any) bool {
	var at *place
	for _, name := range names {
		at = &place{at, name}
	}
	if at == nil {
		return podTemplate(r, "", a, b)
	}
	if top := names[0]; len(names) == 1 || top == "metadata" || top == "spec" {
		return sameBelow(r, at, a, b)
	}
	return since(readsTemplatesOnly, r) || sameBelow(r, at, a, b)
}
