package command

import (
	"encoding/json"
	"io"

	"go.yaml.in/yaml/v3"
)

// writeYAML writes a value as its JSON is, with the fields in their order.
func writeYAML(w io.Writer, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	node, err := yamlNode(text)
	if err != nil {
		return err
	}
	encoder := yaml.NewEncoder(w)
	encoder.CompactSeqIndent()
	encoder.SetIndent(2)
	if err := encoder.Encode(node); err != nil {
		return err
	}
	return encoder.Close()
}

// yamlNode is JSON as people write YAML: in blocks, and without quotes where none are needed.
func yamlNode(text []byte) (*yaml.Node, error) {
	var node yaml.Node
	if err := yaml.Unmarshal(text, &node); err != nil {
		return nil, err
	}
	plainStyle(node.Content[0])
	return node.Content[0], nil
}

func plainStyle(node *yaml.Node) {
	node.Style = 0
	for _, child := range node.Content {
		plainStyle(child)
	}
}
