package reader

import (
	"maps"
	"strconv"
)

// At is the value that a way of names leads to; nil where there is none.
func At(tree any, names ...string) any {
	for _, name := range names {
		mapping, _ := tree.(map[string]any)
		tree = mapping[name]
	}
	return tree
}

// Text is a text, and nothing for any other value.
func Text(value any) string {
	text, _ := value.(string)
	return text
}

// Put puts the entries of a mapping into the one that a way of names leads to, which is made where there is none. Without entries
// nothing happens.
func Put(tree, value map[string]any, names ...string) {
	if len(value) == 0 {
		return
	}
	for _, name := range names {
		child, ok := tree[name].(map[string]any)
		if !ok {
			child = map[string]any{}
			tree[name] = child
		}
		tree = child
	}
	maps.Copy(tree, value)
}

// WithoutEmpty takes mappings out that hold nothing, at any depth, except where that says something: an emptyDir.
func WithoutEmpty(tree map[string]any) map[string]any {
	for key, value := range tree {
		child, ok := value.(map[string]any)
		if ok && key != "emptyDir" && len(WithoutEmpty(child)) == 0 {
			delete(tree, key)
		}
	}
	return tree
}

// Clone is a copy that has nothing in common with a value.
func Clone(value any) any {
	switch value := value.(type) {
	case map[string]any:
		own := make(map[string]any, len(value))
		for key, child := range value {
			own[key] = Clone(child)
		}
		return own
	case []any:
		own := make([]any, len(value))
		for i, child := range value {
			own[i] = Clone(child)
		}
		return own
	}
	return value
}

// Cores are a number of cores as a person writes it: without quotes, unless it has a unit.
func Cores(text string) any {
	if n, err := strconv.ParseInt(text, 10, 32); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil {
		return f
	}
	return text
}
