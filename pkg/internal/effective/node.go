package effective

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// nodeOf is a typed value as YAML, with the fields of structs in their order. Unlike in JSON, an empty list is there: it wins
// over those of lower levels, and over a default. It is nil for what is not set.
func nodeOf(v reflect.Value) (*yaml.Node, error) {
	if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return nil, nil
	}
	if marshaler, ok := v.Interface().(json.Marshaler); ok {
		return nodeOfJSON(marshaler)
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return nodeOf(v.Elem())
	case reflect.Struct:
		node := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		return node, addFields(node, v)
	case reflect.Map:
		return nodeOfMap(v)
	case reflect.Slice:
		node := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for i := range v.Len() {
			element, err := nodeOf(v.Index(i))
			if err != nil {
				return nil, err
			}
			node.Content = append(node.Content, element)
		}
		return node, nil
	}
	node := &yaml.Node{}
	return node, node.Encode(v.Interface())
}

func nodeOfJSON(value json.Marshaler) (*yaml.Node, error) {
	text, err := value.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil { // JSON is YAML
		return nil, err
	}
	sortKeys(root.Content[0])
	return root.Content[0], nil
}

// sortKeys puts name and image of a container before what else it has.
func sortKeys(node *yaml.Node) {
	for _, child := range node.Content {
		sortKeys(child)
	}
	if node.Kind != yaml.MappingNode {
		return
	}
	entries := slices.Collect(slices.Chunk(node.Content, 2))
	slices.SortFunc(entries, func(a, b []*yaml.Node) int { return manifest.CompareKeys(a[0].Value, b[0].Value) })
	node.Content = slices.Concat(entries...)
}

// addFields adds the fields of a struct that are set; those of an embedded one stand beside the others.
func addFields(node *yaml.Node, v reflect.Value) error {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !field.IsExported() || v.Field(i).IsZero() {
			continue
		}
		if name == "" {
			if err := addFields(node, v.Field(i)); err != nil {
				return err
			}
			continue
		}
		value, err := nodeOf(v.Field(i))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		addEntry(node, name, value)
	}
	return nil
}

func nodeOfMap(v reflect.Value) (*yaml.Node, error) {
	entries := map[string]reflect.Value{}
	for _, key := range v.MapKeys() {
		entries[key.String()] = v.MapIndex(key)
	}
	node := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		value, err := nodeOf(entries[key])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		addEntry(node, key, value)
	}
	return node, nil
}

func addEntry(mapping *yaml.Node, key string, value *yaml.Node) {
	if value != nil {
		mapping.Content = append(mapping.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, value)
	}
}

// nodeAt is the node of a path; nil where there is none.
func nodeAt(node *yaml.Node, at diagnostic.Path) *yaml.Node {
	for _, element := range at {
		index, isIndex := element.Index()
		name, _ := element.Name()
		var next *yaml.Node
		switch {
		case isIndex && node.Kind == yaml.SequenceNode && index < len(node.Content):
			next = node.Content[index]
		case !isIndex && node.Kind == yaml.MappingNode:
			for i := 0; i+1 < len(node.Content); i += 2 {
				if node.Content[i].Value == name {
					next = node.Content[i+1]
				}
			}
		}
		if next == nil {
			return nil
		}
		node = next
	}
	return node
}
