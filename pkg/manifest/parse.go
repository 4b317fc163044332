package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Parse reads a user's own manifest: one or more YAML documents, each one
// object. Values are read as kustomize reads them (`on` is a string). Errors
// begin with file and line.
func Parse(file string, data []byte) ([]Object, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var objects []Object
	for {
		var node yaml.Node
		err := decoder.Decode(&node)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
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

func line(node *yaml.Node) int {
	if len(node.Content) > 0 {
		return node.Content[0].Line
	}
	return node.Line
}
