package manifest

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Operation is one step of a JSON6902 patch.
type Operation struct {
	Op    string // test, add, replace or remove
	Path  string // JSON pointer
	Value any    // absent in remove
}

// Tree returns the operation as it is written.
func (o Operation) Tree() map[string]any {
	tree := map[string]any{"op": o.Op, "path": o.Path}
	if o.Op != "remove" {
		tree["value"] = o.Value
	}
	return tree
}

// place returns the place of the operation's value in its object.
func (o Operation) place() place {
	p := fields
	for token := range strings.SplitSeq(strings.TrimPrefix(o.Path, "/"), "/") {
		p = p.below(strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~"))
	}
	return p
}

// EncodeOperations writes a JSON6902 patch as a YAML list.
func EncodeOperations(header string, operations []Operation) ([]byte, error) {
	if len(operations) == 0 {
		return nil, errors.New("a JSON6902 patch must have at least one operation")
	}
	b := new(builder)
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for i, operation := range operations {
		if err := check(operation.Tree(), ""); err != nil {
			return nil, fmt.Errorf("operation %d: %w", i, err)
		}
		step := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{
			b.text("op", 0), b.text(operation.Op, 0), b.text("path", 0), b.text(operation.Path, 0),
		}}
		if operation.Op != "remove" {
			step.Content = append(step.Content, b.text("value", 0), b.value(operation.Value, operation.place()))
		}
		list.Content = append(list.Content, step)
	}
	return encode(header, []*yaml.Node{list}), nil
}
