package lint

import (
	"errors"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// File checks the custom resources in a file of YAML: those of its documents, and the items of lists such as kubectl
// get prints. Other objects are passed over. Those of several files that belong together, such as a session job and
// its cluster, are read by Read and checked by Check.
func File(file string, data []byte, t Target) diagnostic.Findings {
	objects, found := Read(file, data)
	return append(found, Check(t, objects...)...)
}

// Read finds all Kubernetes objects in a file of YAML, with where they stand. The findings are of documents that
// cannot be read; what is no object is left out.
func Read(file string, data []byte) ([]Object, diagnostic.Findings) {
	documents, err := decode.Manifests(file, data)
	var found diagnostic.Findings
	errors.As(err, &found)
	var objects []Object
	for _, document := range documents {
		objects = appendObjects(objects, document, document.Content(), nil)
	}
	return objects, ofFlink(found, documents)
}

// appendObjects adds an object, or those of a list, which stand at a path of a document.
func appendObjects(objects []Object, document *decode.Document, content map[string]any, path diagnostic.Path) []Object {
	if items, ok := content["items"].([]any); ok {
		for i, item := range items {
			if content, ok := item.(map[string]any); ok {
				objects = appendObjects(objects, document, content, path.Child("items").Index(i))
			}
		}
		return objects
	}
	o := Object{Content: content, Locate: func(p diagnostic.Path) diagnostic.Position {
		position, _, _ := document.Locate(append(path[:len(path):len(path)], p...))
		return position
	}}
	if o.kind() == "" || o.text("apiVersion") == "" {
		return objects
	}
	return append(objects, o)
}

// ofFlink leaves out what is wrong with documents that others read.
func ofFlink(found diagnostic.Findings, documents []*decode.Document) diagnostic.Findings {
	var kept diagnostic.Findings
	for _, f := range found {
		var within *decode.Document
		for _, document := range documents {
			if document.Line() <= f.Line {
				within = document
			}
		}
		if within == nil || (Object{Content: within.Content()}).IsFlink() || within.Kind() == "List" {
			kept = append(kept, f)
		}
	}
	return kept
}
