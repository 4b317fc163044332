package impact

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/invisible"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// leaf is the deepest place at which two trees differ.
type leaf struct {
	path     string   // as people write it, such as spec.template.spec.containers[main].env[TZ].value
	names    []string // the same, with [] for an element of a list
	name     string   // that the value goes by: the key, or the name beside a value
	old, new any      // nil where absent
}

// last is the name of the field; [] for an element of a list.
func (l leaf) last() string {
	if len(l.names) == 0 {
		return ""
	}
	return l.names[len(l.names)-1]
}

// below reports whether the leaf stands at or below a path.
func (l leaf) below(names ...string) bool {
	return len(l.names) >= len(names) && slices.Equal(l.names[:len(names)], names)
}

// maxDepth is deeper than any object of Kubernetes is; what is deeper is compared as a whole.
const maxDepth = 64

// leaves finds where two values differ, in order of paths. Lists whose elements have names are compared by these.
func leaves(path string, names []string, old, new any) []leaf {
	var found []leaf
	d := differ{visit: func(l leaf) { found = append(found, l) }}
	d.value(leaf{path: path, names: names, old: old, new: new})
	return found
}

type differ struct{ visit func(leaf) }

func (d differ) value(l leaf) {
	if l.old == nil && l.new == nil {
		return
	}
	oldMap, wasMap := l.old.(map[string]any)
	newMap, isMap := l.new.(map[string]any)
	if len(l.names) < maxDepth && wasMap && isMap {
		for _, key := range keysOf(oldMap, newMap) {
			d.value(l.child(key, oldMap[key], newMap[key]))
		}
		return
	}
	oldList, wasList := l.old.([]any)
	newList, isList := l.new.([]any)
	if len(l.names) < maxDepth && wasList && isList && d.list(l, oldList, newList) {
		return
	}
	if !manifest.Equal(l.old, l.new) {
		d.visit(l)
	}
}

// list compares two lists by the names of their elements, or element by element where they are equally long and not of
// plain values; it reports false for others.
func (d differ) list(l leaf, old, new []any) bool {
	oldNames, named := elementNames(old)
	newNames, alsoNamed := elementNames(new)
	if named && alsoNamed && len(old)+len(new) > 0 {
		was, is := byName(old, oldNames), byName(new, newNames)
		order := slices.Clone(oldNames)
		for _, name := range newNames {
			if _, both := was[name]; !both {
				order = append(order, name)
			}
		}
		if len(order) == len(oldNames) && len(oldNames) == len(newNames) && !slices.Equal(oldNames, newNames) {
			return false // the same names in another order
		}
		for _, name := range order {
			d.value(l.element(name, was[name], is[name]))
		}
		return true
	}
	if len(old) != len(new) || len(old) == 0 {
		return false
	}
	for i := range old {
		_, wasMap := old[i].(map[string]any)
		_, isMap := new[i].(map[string]any)
		if !wasMap || !isMap {
			return false
		}
	}
	for i := range old {
		d.value(l.element(strconv.Itoa(i), old[i], new[i]))
	}
	return true
}

func byName(list []any, names []string) map[string]any {
	elements := make(map[string]any, len(list))
	for i, name := range names {
		elements[name] = list[i]
	}
	return elements
}

// elementNames are what the elements of a list are told apart by; it reports false where two share a name, or one has none.
func elementNames(list []any) ([]string, bool) {
	for _, key := range []string{"name", "mountPath", "host", "path"} {
		names := make([]string, 0, len(list))
		seen := map[string]bool{}
		for _, element := range list {
			name := textAt(element, key)
			if name == "" || seen[name] {
				break
			}
			seen[name] = true
			names = append(names, name)
		}
		if len(names) == len(list) {
			return names, true
		}
	}
	return nil, false
}

func (l leaf) child(key string, old, new any) leaf {
	name := key
	if key == "value" && l.last() == "[]" {
		name = l.name // of the variable or header
	}
	return leaf{path: join(l.path, key), names: append(l.names[:len(l.names):len(l.names)], key), name: name, old: old, new: new}
}

func (l leaf) element(name string, old, new any) leaf {
	return leaf{path: l.path + "[" + invisible.Escape(strings.ReplaceAll(name, "\n", " ")) + "]", names: append(l.names[:len(l.names):len(l.names)], "[]"), name: name, old: old, new: new}
}

// join is the path of a field, as package diagnostic writes it.
func join(path, key string) string {
	name := diagnostic.Path{}.Child(key).String()
	if path == "" || strings.HasPrefix(name, "[") {
		return path + name
	}
	return path + "." + name
}
