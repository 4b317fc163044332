package schema

import (
	"embed"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
)

//go:embed *.json
var files embed.FS

// Kinds are the kinds that have a schema.
func Kinds() []string {
	return slices.Concat([]string{v1alpha1.KindWorkspace}, registry.Names(), []string{v1alpha1.KindEnvironment, v1alpha1.KindPreset})
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
