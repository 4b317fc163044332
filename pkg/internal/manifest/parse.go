package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// Parse reads a user's own manifest: one or more YAML documents, each one
// object. Values are read as kustomize reads them (`on` is a string). Errors
// begin with file and line.
func Parse(file string, data []byte) ([]Object, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var objects []Object
	left := widths(maxWidths)
	for {
		var node yaml.Node
		err := decoder.Decode(&node)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if found := decode.Syntax(file, data); found != nil {
				return nil, found
			}
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if err := left.check(&node); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, line(&node), err)
		}
		if err := checkAliases(&node); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, line(&node), err)
		}
		object, err := parseDocument(&node)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, line(&node), err)
		}
		if object != nil {
			objects = append(objects, *object)
		}
	}
	if len(objects) == 0 {
		return nil, fmt.Errorf("%s: must hold at least one object", file)
	}
	return objects, nil
}

// parseDocument returns nil for a document that holds nothing.
func parseDocument(node *yaml.Node) (*Object, error) {
	var value any
	if err := node.Decode(&value); err != nil {
		return nil, err
	}
	if value == nil {
		return nil, nil
	}
	if m, ok := value.(map[any]any); ok {
		return nil, errors.New(badKeys(m))
	}
	m, ok := value.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("must be an object with apiVersion, kind and metadata, not %s", show(value))
	}
	if kind, _ := m["kind"].(string); strings.HasSuffix(kind, "List") {
		if _, ok := m["items"]; ok { // kustomize would take it apart
			return nil, fmt.Errorf("kind %s must be written as one document for each object, divided by ---", kind)
		}
	}
	tree, err := taker{own: true}.mapping(m, 0)
	if err != nil {
		return nil, err
	}
	object, err := newObject(tree)
	if err != nil {
		return nil, err
	}
	return &object, nil
}

// maxWidth is how many keys a mapping may have, and maxWidths the sum of their squares in a file: the parser compares each
// with each. The API server takes no object that comes near it.
const (
	maxWidth  = 10_000
	maxWidths = 2 * maxWidth * maxWidth
)

// widths is what is left of maxWidths.
type widths int

func (left *widths) check(node *yaml.Node) error {
	if keys := len(node.Content) / 2; node.Kind == yaml.MappingNode {
		if keys > maxWidth {
			return fmt.Errorf("must have at most %d keys in a mapping, not %d as in line %d", maxWidth, keys, node.Line)
		}
		if *left -= widths(keys * keys); *left < 0 {
			return fmt.Errorf("must not have several mappings with thousands of keys, of which that in line %d is one too many", node.Line)
		}
	}
	for _, child := range node.Content {
		if err := left.check(child); err != nil {
			return err
		}
	}
	return nil
}

// maxAliased is how many values aliases may stand for in a document, and maxAliasedBytes how long their texts may be together:
// kustomize copies each of them several times.
const (
	maxAliased      = 20_000
	maxAliasedBytes = 1 << 20
)

// expansion is what a node holds with all aliases written out.
type expansion struct{ values, bytes int }

// checkAliases refuses a document that a few aliases make many times as long as it is written.
func checkAliases(document *yaml.Node) error {
	anchors := map[*yaml.Node]expansion{}
	var aliased expansion
	var size func(node *yaml.Node) expansion
	size = func(node *yaml.Node) expansion {
		if node.Kind == yaml.AliasNode {
			of := anchors[node.Alias] // nothing for the anchor that it stands in, which the parser refuses
			aliased.add(of)
			return of
		}
		total := expansion{1, len(node.Value)}
		for _, child := range node.Content {
			total.add(size(child))
		}
		if node.Anchor != "" {
			anchors[node] = total
		}
		return total
	}
	size(document)
	switch {
	case aliased.values > maxAliased:
		return fmt.Errorf("must not stand for more than %d values through aliases: write them out", maxAliased)
	case aliased.bytes > maxAliasedBytes:
		return fmt.Errorf("must not stand for more than %d MiB of text through aliases: write it once", maxAliasedBytes>>20)
	}
	return nil
}

// add stops at what is too much anyway, so that no sum overflows.
func (e *expansion) add(other expansion) {
	e.values = min(e.values+other.values, math.MaxInt32)
	e.bytes = min(e.bytes+other.bytes, math.MaxInt32)
}

func line(node *yaml.Node) int {
	if len(node.Content) > 0 {
		return node.Content[0].Line
	}
	return node.Line
}
