package decode

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

// json lets a type that reads its own JSON (Quantity, IntOrString) read the node.
func (r *reader) json(key, node *yaml.Node, dst reflect.Value) {
	if dst.Type() == quantityType && quantity.IsEndless(node.Value) {
		r.errorf(key, node, "must be a quantity such as 500m or 2Gi, not %s", diagnostic.Quote(node.Value))
		return
	}
	var b bytes.Buffer
	writeJSON(&b, node)
	if err := dst.Addr().Interface().(json.Unmarshaler).UnmarshalJSON(b.Bytes()); err != nil {
		r.errorf(key, node, "%s", refusal(node, err))
	}
}

// refusal is what UnmarshalJSON said, on one line and in the words of an error.
func refusal(node *yaml.Node, err error) string {
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return "must not be " + string(kindOf(node))
	}
	said := strings.Join(strings.Fields(err.Error()), " ")
	if strings.HasPrefix(said, "must ") {
		return said
	}
	if node.Kind != yaml.ScalarNode {
		return "must be valid: " + said
	}
	return "must be valid, not " + diagnostic.Quote(node.Value) + ": " + said
}

// writeJSON writes a node as JSON. Numbers keep their digits.
func writeJSON(b *bytes.Buffer, node *yaml.Node) {
	node = resolved(node)
	switch kindOf(node) {
	case mapping:
		b.WriteByte('{')
		for key, value := range entries(node) {
			if b.Bytes()[b.Len()-1] != '{' {
				b.WriteByte(',')
			}
			writeText(b, key.Value)
			b.WriteByte(':')
			writeJSON(b, value)
		}
		b.WriteByte('}')
	case list:
		b.WriteByte('[')
		for i, element := range node.Content {
			if i > 0 {
				b.WriteByte(',')
			}
			writeJSON(b, element)
		}
		b.WriteByte(']')
	case number, boolean:
		b.WriteString(node.Value)
	case null:
		b.WriteString("null")
	default:
		writeText(b, node.Value)
	}
}

func writeText(b *bytes.Buffer, text string) {
	encoded, _ := json.Marshal(text) // a string always has a form in JSON
	b.Write(encoded)
}
