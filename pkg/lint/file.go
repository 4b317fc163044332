package lint

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
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
		first := len(objects)
		objects = appendObjects(objects, document, document.Content(), nil)
		comments := commentsOf(document)
		for i := range objects[first:] {
			objects[first+i].comments, objects[first+i].shared = comments, len(objects) > first+1
		}
	}
	return objects, ofFlink(found, documents)
}

// appendObjects adds an object, or those of a list, which stand at a path of a document.
func appendObjects(objects []Object, document *decode.Document, content map[string]any, path diagnostic.Path) []Object {
	if items, ok := content["items"].([]any); ok {
		for i, item := range items {
			if item, ok := item.(map[string]any); ok {
				objects = appendObjects(objects, document, ofList(content, item), path.Child("items").Index(i))
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

// ofList is an item of a list with the kind and version that a list such as a ConfigMapList says for its items, which need not say them.
func ofList(list, item map[string]any) map[string]any {
	kind, _ := list["kind"].(string)
	kind, ok := strings.CutSuffix(kind, "List")
	if !ok || kind == "" || item["kind"] != nil || item["apiVersion"] != nil {
		return item
	}
	item = maps.Clone(item)
	item["kind"], item["apiVersion"] = kind, list["apiVersion"]
	return item
}

// ofFlink leaves out what is wrong with documents that others read.
func ofFlink(found diagnostic.Findings, documents []*decode.Document) diagnostic.Findings {
	var kept diagnostic.Findings
	ours := map[*decode.Document]bool{}
	for _, f := range found {
		next, _ := slices.BinarySearchFunc(documents, f.Line+1, func(d *decode.Document, line int) int { return cmp.Compare(d.Line(), line) })
		if next == 0 {
			kept = append(kept, f)
			continue
		}
		within := documents[next-1]
		is, known := ours[within]
		if !known {
			is = within.Kind() == "List" || strings.HasPrefix(within.APIVersion(), v1beta1.GroupVersion.Group+"/")
			ours[within] = is
		}
		if is {
			kept = append(kept, f)
		}
	}
	return kept
}
