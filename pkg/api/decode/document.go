package decode

import (
	"reflect"

	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Document is one YAML document of a file: a mapping.
type Document struct {
	// File is where the document stands, as errors name it.
	File string

	root *yaml.Node
}

// APIVersion is the document's apiVersion; empty if it has none.
func (d *Document) APIVersion() string { return d.text("apiVersion") }

// Kind is the document's kind; empty if it has none.
func (d *Document) Kind() string { return d.text("kind") }

// Name is the document's metadata.name; empty if it has none.
func (d *Document) Name() string { return d.text("metadata", "name") }

func (d *Document) text(names ...string) string {
	_, node, depth := d.walk(diagnostic.Path{}.Child(names...))
	if depth < len(names) || node.Kind != yaml.ScalarNode || isNull(node) {
		return ""
	}
	return node.Value
}

// Position is where the document's first field stands.
func (d *Document) Position() diagnostic.Position { return positionOf(d.File, nil, d.root) }

// Decode reads the document into target, a pointer to a struct that is zero. It
// returns all errors at once; with any, target holds what could be read.
func (d *Document) Decode(target any) diagnostic.List {
	r := reader{file: d.File}
	r.value(nil, nil, d.root, reflect.ValueOf(target).Elem())
	return r.errs
}

// StrictInto reads the part of a document at a path into target, as Decode does,
// to check a partial value or patch against the type it is for: nulls and the
// keys that allow admits, such as $patch, are left out. As the part travels on as
// JSON, a string must be one in YAML too: 8080 must have quotes, or it would be a
// number. There are no errors where the document has nothing at the path.
func StrictInto(doc *Document, at diagnostic.Path, target any, allow func(key string) bool) diagnostic.List {
	key, node, depth := doc.walk(at)
	if depth < len(at) {
		return nil
	}
	r := reader{file: doc.File, patch: true, allow: allow}
	r.value(at, key, node, reflect.ValueOf(target).Elem())
	return r.errs
}
