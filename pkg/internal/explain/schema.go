package explain

import (
	"bytes"
	"encoding/json"
	"strings"
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/schema"
)

// node is what is read of a JSON Schema.
type node struct {
	Ref              string           `json:"$ref"`
	Description      string           `json:"description"`
	Type             oneOrMore        `json:"type"`
	Const            any              `json:"const"`
	Enum             []string         `json:"enum"`
	EnumDescriptions []string         `json:"enumDescriptions"`
	Default          any              `json:"default"`
	Pattern          string           `json:"pattern"`
	Minimum          *json.Number     `json:"minimum"`
	Maximum          *json.Number     `json:"maximum"`
	Examples         []any            `json:"examples"`
	Required         []string         `json:"required"`
	Properties       map[string]*node `json:"properties"`
	Items            *node            `json:"items"`
	Additional       additional       `json:"additionalProperties"`
	Defs             map[string]*node `json:"$defs"`
}

// oneOrMore is a type or a list of types.
type oneOrMore []string

func (t *oneOrMore) UnmarshalJSON(text []byte) error {
	if bytes.HasPrefix(text, []byte("[")) {
		return json.Unmarshal(text, (*[]string)(t))
	}
	*t = make([]string, 1)
	return json.Unmarshal(text, &(*t)[0])
}

// additional is the schema of the values of a map; nil where there is none.
type additional struct{ *node }

func (a *additional) UnmarshalJSON(text []byte) error {
	if !bytes.HasPrefix(text, []byte("{")) {
		return nil
	}
	a.node = &node{}
	return json.Unmarshal(text, a.node)
}

// document is the schema of a kind.
type document struct{ *node }

var documents sync.Map // of document, by kind

// documentOf reads the schema of one of the kinds that have one.
func documentOf(kind string) document {
	if known, ok := documents.Load(kind); ok {
		return known.(document)
	}
	text, _ := schema.OfKind(kind)
	root := &node{}
	if err := json.Unmarshal(text, root); err != nil {
		panic(err) // it is embedded: TestEveryFieldOfEveryKindIsExplained
	}
	documents.Store(kind, document{root})
	return document{root}
}

// resolved is the schema that a reference leads to, or the schema itself.
func (d document) resolved(n *node) *node {
	if name, ok := strings.CutPrefix(n.Ref, "#/$defs/"); ok {
		return d.resolved(d.Defs[name])
	}
	return n
}

// kindNames are the kinds that have a schema.
func kindNames() []string { return schema.Kinds() }

// kindOf finds the kind that a name begins with, and the path behind it.
func kindOf(name string) (kind string, path []string, ok bool) {
	parts := strings.Split(name, ".")
	for _, kind := range kindNames() {
		if strings.EqualFold(kind, parts[0]) || strings.EqualFold(strings.TrimPrefix(kind, "Flink"), parts[0]) {
			return kind, parts[1:], true
		}
	}
	return "", nil, false
}
