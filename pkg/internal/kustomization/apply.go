package kustomization

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// apply returns what a tree becomes by the patch. The tree stays as it is.
func (p patch) apply(tree map[string]any) (any, error) {
	var patched any = tree
	if p.merge != nil {
		patched = merged(tree, p.merge)
	}
	for _, operation := range p.operations {
		pointer, ok := strings.CutPrefix(operation.Path, "/")
		if !ok {
			return nil, fmt.Errorf("%q must be a JSON pointer", operation.Path)
		}
		var err error
		if patched, err = operate(operation, patched, strings.Split(pointer, "/")); err != nil {
			return nil, fmt.Errorf("%s %s: %w", operation.Op, operation.Path, err)
		}
	}
	return patched, nil
}

// merged applies a JSON merge patch (RFC 7386), which each of our
// strategic-merge patches is too: it holds no directives, and lists only where
// the base has none.
func merged(base, patch map[string]any) map[string]any {
	out := make(map[string]any, len(base)+len(patch))
	maps.Copy(out, base)
	for key, value := range patch {
		switch v := value.(type) {
		case nil:
			delete(out, key)
		case map[string]any:
			below, _ := out[key].(map[string]any)
			out[key] = merged(below, v)
		default:
			out[key] = value
		}
	}
	return out
}

// operate applies an operation of a JSON patch (RFC 6902) to what the tokens
// of its pointer lead to from a node, and returns what the node becomes.
func operate(o manifest.Operation, node any, tokens []string) (any, error) {
	if len(tokens) == 0 {
		switch {
		case o.Op == "replace":
			return o.Value, nil
		case o.Op == "test" && manifest.Equal(node, o.Value):
			return node, nil
		case o.Op == "test":
			return nil, fmt.Errorf("there must be %s, not %s", show(o.Value), show(node))
		}
		return nil, fmt.Errorf("must be add, remove, replace or test")
	}
	switch n := node.(type) {
	case map[string]any:
		return operateMap(o, n, tokens)
	case []any:
		return operateList(o, n, tokens)
	default:
		return nil, fmt.Errorf("there must be a map or a list with %q, not %s", tokens[0], show(node))
	}
}

func operateMap(o manifest.Operation, node map[string]any, tokens []string) (any, error) {
	key := strings.ReplaceAll(strings.ReplaceAll(tokens[0], "~1", "/"), "~0", "~")
	child, ok := node[key]
	last := len(tokens) == 1
	switch {
	case last && o.Op == "add":
		child = o.Value
	case !ok:
		return nil, fmt.Errorf("there must be a key %q", key)
	case last && o.Op == "remove":
		out := maps.Clone(node)
		delete(out, key)
		return out, nil
	default:
		var err error
		if child, err = operate(o, child, tokens[1:]); err != nil || o.Op == "test" {
			return node, err
		}
	}
	out := maps.Clone(node)
	out[key] = child
	return out, nil
}

func operateList(o manifest.Operation, node []any, tokens []string) (any, error) {
	last := len(tokens) == 1
	if last && o.Op == "add" && tokens[0] == "-" {
		return append(slices.Clone(node), o.Value), nil
	}
	i, err := strconv.Atoi(tokens[0])
	if err != nil || i < 0 || i > len(node) || i == len(node) && !(last && o.Op == "add") {
		return nil, fmt.Errorf("there must be an element %s in a list of %d", tokens[0], len(node))
	}
	switch {
	case last && o.Op == "add":
		return slices.Insert(slices.Clone(node), i, o.Value), nil
	case last && o.Op == "remove":
		return slices.Delete(slices.Clone(node), i, i+1), nil
	}
	child, err := operate(o, node[i], tokens[1:])
	if err != nil || o.Op == "test" {
		return node, err
	}
	out := slices.Clone(node)
	out[i] = child
	return out, nil
}
