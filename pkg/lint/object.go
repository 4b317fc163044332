package lint

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Object is a Kubernetes object.
type Object struct {
	// Content is the object as encoding/json and unstructured.Unstructured have it: maps, lists, strings, booleans,
	// numbers and nil. It is not changed.
	Content map[string]any

	// Locate is where the value at a path of the content stands, or the deepest part of the path that exists. Without
	// it findings have no position, and name the object instead.
	Locate func(diagnostic.Path) diagnostic.Position

	comments comments // of its document
	shared   bool     // the document with other objects
}

// String names the object as people do, such as FlinkDeployment analytics.
func (o Object) String() string { return strings.TrimSpace(o.kind() + " " + o.name()) }

// IsFlink reports whether the object is one of the operator's custom resources, of whatever version.
func (o Object) IsFlink() bool {
	group, _, ok := strings.Cut(o.text("apiVersion"), "/")
	return ok && group == v1beta1.GroupVersion.Group
}

func (o Object) kind() string      { return o.text("kind") }
func (o Object) name() string      { return o.text("metadata", "name") }
func (o Object) namespace() string { return o.text("metadata", "namespace") }

// text is the string at a path; empty for anything else.
func (o Object) text(names ...string) string {
	text, _ := at(o.Content, names...).(string)
	return text
}

// at is the value that names lead to; nil where there is none.
func at(value any, names ...string) any {
	for _, name := range names {
		mapping, _ := value.(map[string]any)
		value = mapping[name]
	}
	return value
}

// hasMetadata reports whether the object has a name, or has one made.
func (o Object) hasMetadata() bool {
	return o.name() != "" || o.text("metadata", "generateName") != ""
}
