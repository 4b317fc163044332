package decode

import (
	"math"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// Manifests reads the documents of a file as Documents does, but lets pass what a spec must not have and tools that
// apply manifests read: merge keys and tags. Documents that are no mapping are left out.
func Manifests(file string, data []byte) ([]*Document, error) {
	return documents(file, data, checker{file: file, manifests: true})
}

// Content is the document as kubectl hands it to an API server: maps, lists, strings, booleans, int64, float64 and nil.
// So yes and on without quotes are booleans, and 1.10 is a number that has lost a digit.
func (d *Document) Content() map[string]any {
	content, _ := contentOf(d.node()).(map[string]any)
	return content
}

func contentOf(node *yaml.Node) any {
	node = resolved(node)
	switch node.Kind {
	case yaml.MappingNode:
		content := make(map[string]any, len(node.Content)/2)
		merge(content, node)
		return content
	case yaml.SequenceNode:
		content := make([]any, len(node.Content))
		for i, element := range node.Content {
			content[i] = contentOf(element)
		}
		return content
	}
	return scalarContent(node)
}

// merge puts the entries of a mapping into content, where its merge keys say what is not there otherwise.
func merge(content map[string]any, node *yaml.Node) {
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], resolved(node.Content[i+1])
		if !isMergeKey(key) {
			continue
		}
		merged := []*yaml.Node{value}
		if value.Kind == yaml.SequenceNode {
			merged = value.Content
		}
		for _, mapping := range merged {
			if mapping = resolved(mapping); mapping.Kind != yaml.MappingNode {
				continue
			}
			under, _ := contentOf(mapping).(map[string]any)
			for key, value := range under {
				if _, ok := content[key]; !ok { // the first of several mappings wins
					content[key] = value
				}
			}
		}
	}
	for key, value := range entries(node) {
		content[key.Value] = contentOf(value)
	}
}

var (
	booleans = map[string]bool{
		"y": true, "Y": true, "yes": true, "Yes": true, "YES": true, "true": true, "True": true, "TRUE": true, "on": true, "On": true, "ON": true,
		"n": false, "N": false, "no": false, "No": false, "NO": false, "false": false, "False": false, "FALSE": false, "off": false, "Off": false, "OFF": false,
	}
	floatOfYAML = lazyregexp.New(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
)

// scalarContent is a scalar by the rules of YAML 1.1, as kubectl reads it.
func scalarContent(node *yaml.Node) any {
	if !isPlain(node) || node.Tag == "!!str" && node.Style&yaml.TaggedStyle != 0 {
		return node.Value
	}
	switch node.Value {
	case "", "~", "null", "Null", "NULL":
		return nil
	}
	if b, ok := booleans[node.Value]; ok {
		return b
	}
	if first := node.Value[0]; first != '-' && first != '+' && first != '.' && (first < '0' || first > '9') {
		return node.Value
	}
	if n, err := strconv.ParseInt(strings.ReplaceAll(node.Value, "_", ""), 0, 64); err == nil {
		return n
	}
	if floatOfYAML.MatchString(node.Value) {
		if f, err := strconv.ParseFloat(node.Value, 64); err == nil && !math.IsInf(f, 0) {
			return f
		}
	}
	return node.Value
}
