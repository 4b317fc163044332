package krm

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

const (
	resourceListAPIVersion = "config.kubernetes.io/v1"
	resourceListKind       = "ResourceList"
)

// maxSize of a ResourceList, in bytes.
const maxSize = 32 << 20

// resourceList is a ResourceList in the text that it came in: what belongs to others is copied, never written anew.
type resourceList struct {
	root           *yaml.Node
	head, tail     []byte // what stands before and after the items
	items          []item
	dash           int        // column of the items' dashes, from 0
	functionConfig *yaml.Node // nil where there is none
}

// errTangled says that the lines of a text do not tell its parts apart, as those of JSON.
var errTangled = errors.New("standard input must be a ResourceList whose items can be told apart by their lines")

// parseDocument reads one YAML document and checks that it is a ResourceList.
func parseDocument(data []byte) (root *yaml.Node, err error) {
	defer func() {
		if fault := recover(); fault != nil { // the parser panics on some input that it does not expect
			err = fmt.Errorf("standard input must be valid YAML: %v", fault)
		}
	}()
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document, more yaml.Node
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return nil, errors.New("standard input must be a ResourceList, and it is empty")
	} else if err != nil {
		return nil, fmt.Errorf("standard input must be valid YAML: %w", err)
	}
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, errors.New("standard input must be one document, a ResourceList")
	}
	root = document.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, errors.New("standard input must be a ResourceList")
	}
	fields := fieldsOf(root)
	for i := 0; i < len(root.Content); i += 2 {
		if key := root.Content[i].Value; fields[key] != root.Content[i+1] {
			return nil, fmt.Errorf("field %s of the ResourceList must be given once", diagnostic.Quote(key))
		}
	}
	if err := checkKind(fields["apiVersion"], fields["kind"]); err != nil {
		return nil, err
	}
	if items := fields["items"]; items != nil && items.Kind != yaml.SequenceNode && items.Tag != "!!null" {
		return nil, errors.New("field items of the ResourceList must be a list")
	}
	return root, nil
}

func checkKind(apiVersion, kind *yaml.Node) error {
	for _, required := range []struct {
		field, want string
		got         *yaml.Node
	}{{"kind", resourceListKind, kind}, {"apiVersion", resourceListAPIVersion, apiVersion}} {
		got := ""
		if required.got != nil {
			got = required.got.Value
		}
		if got != required.want {
			return fmt.Errorf("standard input must be a ResourceList: its %s must be %s, not %s", required.field, required.want, diagnostic.Quote(got))
		}
	}
	return nil
}

// lineByLine writes a document so that each of its fields and each item starts a line.
func lineByLine(data []byte) ([]byte, error) {
	root, err := parseDocument(data)
	if err != nil {
		return nil, err
	}
	plain(root)
	for i := 0; i < len(root.Content); i += 2 {
		plain(root.Content[i])
		if root.Content[i].Value == "items" {
			plain(root.Content[i+1])
		}
	}
	var written bytes.Buffer
	encoder := yaml.NewEncoder(&written)
	encoder.SetIndent(2)
	if err := encoder.Encode(root); err != nil {
		return nil, err
	}
	return written.Bytes(), encoder.Close()
}

// plain takes from a node what YAML allows beside the usual form.
func plain(node *yaml.Node) {
	node.Style, node.Anchor = 0, ""
}
