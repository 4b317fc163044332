package schema

import (
	"embed"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
)

//go:embed *.json
var files embed.FS

// Objects are empty documents of the kinds that have a schema, in the order in which a reader meets them.
func Objects() []v1alpha1.Object {
	objects := []v1alpha1.Object{&v1alpha1.Workspace{}}
	for _, kind := range registry.All() {
		objects = append(objects, kind.New())
	}
	return append(objects, &v1alpha1.Environment{}, &v1alpha1.Preset{})
}

// Kinds are the names of the kinds that have a schema, in the order of Objects.
func Kinds() []string {
	var kinds []string
	for _, object := range Objects() {
		kinds = append(kinds, object.KindName())
	}
	return kinds
}

// Any is the schema of a document of any kind, for files that may hold several.
func Any() []byte { return read("flinkustomize") }

// OfKind is the schema of the documents of a kind; false if there is no such kind.
func OfKind(kind string) ([]byte, bool) {
	for _, known := range Kinds() {
		if kind == known {
			return read(strings.ToLower(kind)), true
		}
	}
	return nil, false
}

// read reads a file that is there for every kind.
func read(name string) []byte {
	text, err := files.ReadFile(name + ".json")
	if err != nil {
		panic(err)
	}
	return text
}
