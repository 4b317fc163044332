package krm

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"sigs.k8s.io/kustomize/kyaml/fn/framework"
)

// entry is an item of the output: its lines and, for one that was kept, what they must be read as.
type entry struct {
	text []byte
	node *yaml.Node
}

// write puts the list together, and proves that it is read as it is meant.
func (l *resourceList) write(entries []entry, results framework.Results) ([]byte, error) {
	var out bytes.Buffer
	out.Write(l.head)
	if len(entries) == 0 {
		out.WriteString("items: []\n")
	} else {
		out.WriteString("items:\n")
	}
	for _, entry := range entries {
		out.Write(entry.text)
	}
	if len(results) > 0 {
		encoder := yaml.NewEncoder(&out)
		encoder.SetIndent(2)
		if err := encoder.Encode(map[string]framework.Results{"results": results}); err != nil {
			return nil, err
		}
	}
	out.Write(l.tail)
	return out.Bytes(), l.prove(out.Bytes(), entries, len(results) > 0)
}

// prove reads the output: a line that looks like a comment may be one of a text that another line began.
func (l *resourceList) prove(output []byte, entries []entry, results bool) error {
	written, err := parseDocument(output)
	if err != nil {
		return fmt.Errorf("%w: %s", errTangled, strings.TrimPrefix(err.Error(), "standard input must be valid YAML: "))
	}
	got, want := fieldsOf(written), fieldsOf(l.root)
	items := got["items"]
	if items == nil || len(items.Content) != len(entries) || results != (got["results"] != nil) {
		return errTangled
	}
	for i, entry := range entries {
		if entry.node != nil && !same(entry.node, items.Content[i]) {
			return errTangled
		}
	}
	for _, fields := range []map[string]*yaml.Node{got, want} {
		delete(fields, "items")
		delete(fields, "results")
	}
	if len(got) != len(want) {
		return errTangled
	}
	for name, value := range want {
		if got[name] == nil || !same(value, got[name]) {
			return errTangled
		}
	}
	return nil
}

// fieldsOf are the values of a mapping by their keys.
func fieldsOf(mapping *yaml.Node) map[string]*yaml.Node {
	fields := map[string]*yaml.Node{}
	for i := 0; i < len(mapping.Content); i += 2 {
		fields[mapping.Content[i].Value] = mapping.Content[i+1]
	}
	return fields
}

// same reports whether two nodes say the same in the same way, wherever they stand and whatever comments say.
func same(a, b *yaml.Node) bool {
	return a.Kind == b.Kind && a.Style == b.Style && a.Tag == b.Tag && a.Value == b.Value && a.Anchor == b.Anchor &&
		slices.EqualFunc(a.Content, b.Content, same)
}
