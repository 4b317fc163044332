package fold

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/field"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// YAML is the document as a person writes it: fields in the order of the reference, what is in maps of the user's own by alphabet,
// and comments above the lines that they are about.
func (d Document) YAML() ([]byte, error) {
	metadata := mapping()
	add(metadata, "name", scalar(d.Name))
	addTexts(metadata, "labels", d.Labels)
	addTexts(metadata, "annotations", d.Annotations)
	w := writer{comments: d.Comments}
	spec, err := w.node(d.Spec, field.Spec(d.Kind), nil)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", d.Kind, d.Name, err)
	}
	root := mapping()
	add(root, "apiVersion", scalar(v1alpha1.APIVersion))
	add(root, "kind", scalar(d.Kind))
	add(root, "metadata", metadata)
	add(root, "spec", spec)
	root.Content[0].HeadComment = comment(d.Comments[""])
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.CompactSeqIndent()
	encoder.SetIndent(2)
	err = encoder.Encode(root)
	return text.Bytes(), errors.Join(err, encoder.Close())
}

// Written are the files of the workspace: documents, and what they name, by their paths in the folder of the specs.
func (f Folded) Written() (map[string][]byte, error) {
	files := maps.Clone(f.Files)
	if files == nil {
		files = map[string][]byte{}
	}
	begun := map[string]bool{}
	for _, d := range f.Documents {
		text, err := d.YAML()
		if err != nil {
			return nil, err
		}
		if begun[d.File] {
			text = slices.Concat(files[d.File], []byte("---\n"), text)
		}
		files[d.File], begun[d.File] = text, true
	}
	return files, nil
}

// writer makes nodes of values.
type writer struct{ comments map[string]string }

func (w writer) node(value any, t field.Type, at diagnostic.Path) (*yaml.Node, error) {
	switch value := value.(type) {
	case map[string]any:
		node := mapping()
		for _, key := range ordered(value, t) {
			path := at.Child(key)
			child, err := w.node(value[key], below(t, key), path)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
			if slices.Contains(numbers, key) && t.Shape() == field.Struct && isNumber(child.Value) {
				child = &yaml.Node{Kind: yaml.ScalarNode, Value: child.Value}
			}
			add(node, key, child)
			node.Content[len(node.Content)-2].HeadComment = comment(w.comments[path.String()])
		}
		return node, nil
	case []any:
		node := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		for i, element := range value {
			child, err := w.node(element, below(t, ""), at.Index(i))
			if err != nil {
				return nil, fmt.Errorf("[%d]: %w", i, err)
			}
			child.HeadComment = comment(w.comments[at.Index(i).String()])
			node.Content = append(node.Content, child)
		}
		return node, nil
	case string:
		return scalar(value), nil
	}
	node := &yaml.Node{}
	return node, node.Encode(value)
}

// numbers are texts of specs that people write as the numbers that they mostly are.
var numbers = []string{"cpu", "cpuLimit", "cpuLimitFactor", "memoryLimitFactor"}

// isNumber reports whether a text is a number without a sign, an exponent or more zeros than it needs, which some parser would read
// otherwise.
func isNumber(text string) bool {
	f, err := strconv.ParseFloat(text, 64)
	return err == nil && strconv.FormatFloat(f, 'f', -1, 64) == text && f >= 0
}

// below is the type of what stands under a key: nothing is known of what pod templates have.
func below(t field.Type, key string) field.Type {
	if t.Shape() == field.Template {
		return field.Type{}
	}
	return t.Child(key)
}

// ordered are the keys of a map: of a struct in the order of the reference, of a map by alphabet, and else as people write them.
func ordered(value map[string]any, t field.Type) []string {
	keys := slices.Sorted(maps.Keys(value))
	switch t.Shape() {
	case field.Struct:
		names := t.Names()
		slices.SortStableFunc(keys, func(a, b string) int { return slices.Index(names, a) - slices.Index(names, b) })
	case field.Map:
	default:
		slices.SortFunc(keys, manifest.CompareKeys)
	}
	return keys
}

// scalar is a text, in quotes only where some parser would not read it as one.
func scalar(value string) *yaml.Node {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
	if strings.Contains(value, "\n") {
		return node
	}
	if text, err := yaml.Marshal(value); err != nil || text[0] == '"' || text[0] == '\'' {
		node.Style = yaml.DoubleQuotedStyle
	}
	return node
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"} }

func add(node *yaml.Node, key string, value *yaml.Node) {
	node.Content = append(node.Content, scalar(key), value)
}

func addTexts(node *yaml.Node, key string, texts map[string]string) {
	if len(texts) == 0 {
		return
	}
	below := mapping()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		add(below, name, scalar(texts[name]))
	}
	add(node, key, below)
}

// comment is a text as the lines of a comment; what would end one is a blank.
func comment(text string) string {
	if text == "" {
		return ""
	}
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029' })
	for i, line := range lines {
		lines[i] = "# " + strings.TrimSpace(line)
	}
	return strings.Join(lines, "\n")
}
