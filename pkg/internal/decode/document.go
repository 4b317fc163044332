package decode

import (
	"bytes"
	"reflect"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Document is one YAML document of a file: a mapping.
type Document struct {
	// File is where the document stands, as errors name it.
	File string

	text []byte // from the line in which the document starts
	line int    // that line

	reading sync.Mutex
	root    *yaml.Node // nil once released
	indexes map[*yaml.Node]map[string][2]*yaml.Node
}

// Release gives back the memory of what was parsed: many times that of the text, and for nothing where a document has
// been decoded and has no errors. What is asked for later is parsed again.
func (d *Document) Release() {
	d.reading.Lock()
	defer d.reading.Unlock()
	d.root, d.indexes = nil, nil
}

// node is the document's mapping.
func (d *Document) node() *yaml.Node {
	d.reading.Lock()
	defer d.reading.Unlock()
	if d.root != nil {
		return d.root
	}
	d.root = &yaml.Node{Kind: yaml.MappingNode, Line: d.line, Column: 1}
	s := &stream{decoder: yaml.NewDecoder(bytes.NewReader(d.text))}
	if node, err := s.next(); err == nil && len(node.Content) == 1 { // as it was the first time
		d.root = node.Content[0]
		move(d.root, d.line-1)
	}
	return d.root
}

// move puts a node that was parsed alone to where it stands in its file.
func move(node *yaml.Node, lines int) {
	node.Line += lines
	for _, child := range node.Content {
		move(child, lines)
	}
}

// APIVersion is the document's apiVersion; empty if it has none.
func (d *Document) APIVersion() string { return d.scalar("apiVersion") }

// Kind is the document's kind; empty if it has none.
func (d *Document) Kind() string { return d.scalar("kind") }

// Name is the document's metadata.name; empty if it has none.
func (d *Document) Name() string { return d.scalar("metadata", "name") }

func (d *Document) scalar(names ...string) string {
	_, node, depth := d.walk(diagnostic.Path{}.Child(names...))
	if depth < len(names) || node.Kind != yaml.ScalarNode || isNull(node) {
		return ""
	}
	return node.Value
}

// Line is the line in which the document starts, counted from 1.
func (d *Document) Line() int { return d.line }

// Position is where the document's first field stands.
func (d *Document) Position() diagnostic.Position { return positionOf(d.File, nil, d.node()) }

// Decode reads the document into target, a pointer to a struct that is zero. It
// returns all errors at once; with any, target holds what could be read.
func (d *Document) Decode(target any) diagnostic.Findings {
	r := reader{file: d.File, root: reflect.TypeOf(target)}
	r.value(nil, d.node(), reflect.ValueOf(target).Elem())
	return r.errs
}

// StrictInto reads the part of a document at a path into target, as Decode does,
// to check a partial value or patch against the type it is for: nulls and the
// keys that allow admits, such as $patch, are left out. As the part travels on as
// JSON, a string must be one in YAML too: 8080 must have quotes, or it would be a
// number. There are no errors where the document has nothing at the path.
func StrictInto(doc *Document, at diagnostic.Path, target any, allow func(key string) bool) diagnostic.Findings {
	key, node, depth := doc.walk(at)
	if depth < len(at) {
		return nil
	}
	r := reader{file: doc.File, root: reflect.TypeOf(target), path: slices.Clone(at), patch: true, allow: allow}
	r.value(key, node, reflect.ValueOf(target).Elem())
	return r.errs
}
