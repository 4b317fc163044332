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
	steps := make([]step, len(p.operations))
	for i, operation := range p.operations {
		if !strings.HasPrefix(operation.Path, "/") {
			return nil, fmt.Errorf("%q must be a JSON pointer", operation.Path)
		}
		steps[i] = step{operation, operation.Path}
	}
	return operate(patched, p.merge != nil, steps)
}

// merged applies a JSON merge patch (RFC 7386), which each of our
// strategic-merge patches is too: it holds no directives, and lists only where
// the base has none.
func merged(base, patch map[string]any) map[string]any {
	out := maps.Clone(base)
	if out == nil {
		out = make(map[string]any, len(patch))
	}
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

// step is an operation of a JSON patch (RFC 6902) on the way along its pointer.
type step struct {
	manifest.Operation
	rest string // of the pointer, from a node; empty at the value that it is about
}

func (s step) errorf(format string, args ...any) error {
	return fmt.Errorf("%s %s: %w", s.Op, s.Path, fmt.Errorf(format, args...))
}

// operate applies steps to a node, in their order, and returns what the node becomes. Those that follow each other and lead
// below one child go there together, so that it is copied once. The node itself is not copied where it is a copy of our own.
func operate(node any, own bool, steps []step) (any, error) {
	for ; len(steps) > 0; own = true {
		token, n := advance(steps)
		below := steps[:n]
		steps = steps[n:]
		var err error
		switch at := node.(type) {
		case map[string]any:
			if !own {
				at = maps.Clone(at)
			}
			node, err = at, operateMap(at, token, below)
		case []any:
			if !own {
				at = slices.Clone(at)
			}
			node, err = operateList(at, token, below)
		default:
			err = below[0].errorf("there must be a map or a list with %q, not %s", token, show(node))
		}
		if err != nil {
			return nil, err
		}
	}
	return node, nil
}

// advance goes to the child of the first step, with as many of the others as lead below it too, and says how many these are.
func advance(steps []step) (token string, n int) {
	token, below, rest := cutToken(steps[0].rest)
	steps[0].rest = rest
	for n = 1; below && n < len(steps); n++ {
		other, below, rest := cutToken(steps[n].rest)
		if other != token || !below {
			break
		}
		steps[n].rest = rest
	}
	return token, n
}

// cutToken cuts the first token off a pointer, and reports whether another one follows.
func cutToken(pointer string) (token string, more bool, rest string) {
	if end := strings.IndexByte(pointer[1:], '/'); end >= 0 {
		return pointer[1 : 1+end], true, pointer[1+end:]
	}
	return pointer[1:], false, ""
}

// value is what becomes of the value that the first step is about, or of the one that all steps lead through.
func value(is any, steps []step) (any, error) {
	s := steps[0]
	switch {
	case s.rest != "":
		return operate(is, false, steps)
	case s.Op == "replace":
		return s.Value, nil
	case s.Op == "test" && manifest.Equal(is, s.Value):
		return is, nil
	case s.Op == "test":
		return nil, s.errorf("there must be %s, not %s", show(s.Value), show(is))
	}
	return nil, s.errorf("must be add, remove, replace or test")
}

// operateMap changes a map that is a copy.
func operateMap(node map[string]any, token string, steps []step) error {
	key := strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
	child, ok := node[key]
	last := steps[0].rest == ""
	switch {
	case last && steps[0].Op == "add":
		node[key] = steps[0].Value
	case !ok:
		return steps[0].errorf("there must be a key %q", key)
	case last && steps[0].Op == "remove":
		delete(node, key)
	default:
		var err error
		if child, err = value(child, steps); err != nil {
			return err
		}
		node[key] = child
	}
	return nil
}

// operateList changes a list that is a copy, and returns what it becomes.
func operateList(node []any, token string, steps []step) ([]any, error) {
	op := steps[0].Op
	if steps[0].rest != "" {
		op = "" // of a value below
	}
	if op == "add" && token == "-" {
		return append(node, steps[0].Value), nil
	}
	i, err := strconv.Atoi(token)
	if err != nil || i < 0 || i > len(node) || i == len(node) && op != "add" {
		return nil, steps[0].errorf("there must be an element %s in a list of %d", token, len(node))
	}
	switch op {
	case "add":
		return slices.Insert(node, i, steps[0].Value), nil
	case "remove":
		return slices.Delete(node, i, i+1), nil
	}
	node[i], err = value(node[i], steps)
	return node, err
}
