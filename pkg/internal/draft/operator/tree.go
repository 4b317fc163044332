package operator

import (
	"maps"
	"slices"
	"strings"
)

// get is the value at a path of names with dots between; none of them has a dot.
func get(tree map[string]any, path string) (any, bool) {
	value, ok := any(tree), true
	for name := range strings.SplitSeq(path, ".") {
		mapping, _ := value.(map[string]any)
		if value, ok = mapping[name]; !ok {
			return nil, false
		}
	}
	return value, true
}

// set changes the value at a path, in place.
func set(tree map[string]any, path string, value any) {
	name, rest, below := strings.Cut(path, ".")
	if !below {
		tree[name] = value
		return
	}
	child, ok := tree[name].(map[string]any)
	if !ok {
		child = map[string]any{}
		tree[name] = child
	}
	set(child, rest, value)
}

// with is a tree with another value at a path; the tree itself stays. A nil value removes what is there.
func with(tree any, path []any, value any) any {
	if len(path) == 0 {
		return value
	}
	switch step := path[0].(type) {
	case string:
		mapping, isMapping := tree.(map[string]any)
		if !isMapping && value == nil {
			return tree
		}
		mapping = maps.Clone(mapping)
		if mapping == nil {
			mapping = map[string]any{}
		}
		below := with(mapping[step], path[1:], value)
		if below == nil {
			delete(mapping, step)
		} else {
			mapping[step] = below
		}
		return mapping
	case int:
		list, _ := tree.([]any)
		if step >= len(list) {
			return tree
		}
		list = slices.Clone(list)
		if below := with(list[step], path[1:], value); below == nil {
			list = slices.Delete(list, step, step+1)
		} else {
			list[step] = below
		}
		return list
	}
	return tree
}

// changed is a spec with another value at a path, as with has it.
func changed(spec map[string]any, value any, path ...any) map[string]any {
	made, _ := with(spec, path, value).(map[string]any)
	return made
}

// at is the value at a path of names and indexes.
func at(tree any, path ...any) (any, bool) {
	value, ok := tree, true
	for _, step := range path {
		switch step := step.(type) {
		case string:
			mapping, _ := value.(map[string]any)
			value, ok = mapping[step]
		case int:
			list, _ := value.([]any)
			if ok = step < len(list); ok {
				value = list[step]
			}
		}
		if !ok {
			return nil, false
		}
	}
	return value, true
}
