package decode

import (
	"iter"
	"strings"

	"go.yaml.in/yaml/v3"
)

// resolved is the node that an alias stands for, or the node itself.
func resolved(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		return node.Alias
	}
	return node
}

// entries are the keys and values of a mapping, but for those keys that
// Documents refused; none for other nodes.
func entries(node *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		if node.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(node.Content); i += 2 {
			key := node.Content[i]
			if key.Kind != yaml.ScalarNode || isMergeKey(key) {
				continue
			}
			if !yield(key, node.Content[i+1]) {
				return
			}
		}
	}
}

func isMergeKey(key *yaml.Node) bool { return key.Tag == "!!merge" }

// isPlain is whether a scalar is written without quotes and not as a block.
func isPlain(node *yaml.Node) bool {
	return node.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

func isNull(node *yaml.Node) bool { return kindOf(node) == null }

// kind is what a value is by the core schema of YAML 1.2, but for the spellings
// of numbers and booleans that JSON does not have: 0o17, 0x1F, 012, .5, .inf and
// True are strings. Its text is how errors name it.
type kind string

const (
	mapping kind = "a mapping"
	list    kind = "a list"
	text    kind = "a string"
	number  kind = "a number"
	boolean kind = "a boolean"
	null    kind = "null"
)

func kindOf(node *yaml.Node) kind {
	switch node.Kind {
	case yaml.AliasNode:
		return kindOf(node.Alias)
	case yaml.MappingNode:
		return mapping
	case yaml.SequenceNode:
		return list
	}
	if !isPlain(node) {
		return text
	}
	switch node.Value {
	case "", "~", "null", "Null", "NULL":
		return null
	case "true", "false":
		return boolean
	}
	if isNumber(node.Value) {
		return number
	}
	return text
}

// isNumber reports whether a text is a number of JSON.
func isNumber(text string) bool {
	text, ok := afterWhole(text)
	if ok && text != "" && text[0] == '.' {
		text, ok = afterDigits(text[1:])
	}
	if ok && text != "" && (text[0] == 'e' || text[0] == 'E') {
		if text = text[1:]; text != "" && (text[0] == '+' || text[0] == '-') {
			text = text[1:]
		}
		text, ok = afterDigits(text)
	}
	return ok && text == ""
}

// isWhole reports whether a text is a number of JSON without a fraction and an exponent.
func isWhole(text string) bool {
	text, ok := afterWhole(text)
	return ok && text == ""
}

// afterWhole is what follows the whole part of a number, which has no zero in front; it reports false where there is none.
func afterWhole(text string) (string, bool) {
	text = strings.TrimPrefix(text, "-")
	if strings.HasPrefix(text, "0") {
		return text[1:], true
	}
	return afterDigits(text)
}

func afterDigits(text string) (string, bool) {
	n := 0
	for n < len(text) && '0' <= text[n] && text[n] <= '9' {
		n++
	}
	return text[n:], n > 0
}
