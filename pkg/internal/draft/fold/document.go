package fold

import (
	"path"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
)

// Document is a document of a workspace.
type Document struct {
	// File of the document in the folder of the specs, such as flink/analytics.yaml. Documents of one file follow one another.
	File string

	Kind, Name          string
	Labels, Annotations map[string]string

	// Spec as YAML has it.
	Spec map[string]any

	// Comments by paths below Spec, as those of a draft.Draft.
	Comments map[string]string
}

// Folded are documents and all that they name.
type Folded struct {
	// Documents in the order in which they are written.
	Documents []Document

	// Files that the documents name, by their paths in the folder of the specs.
	Files map[string][]byte

	Notes []draft.Note
}

// EnvironmentsFile holds the Environment documents, in the folder of the specs.
const EnvironmentsFile = "environments.yaml"

// Folder is where documents of a kind stand: one for each kind, so that no two have a file in common.
func Folder(name string) string {
	k, ok := registry.Named(name)
	if !ok {
		return "."
	}
	return k.Folder()
}

func specDocument(d draft.Draft, spec map[string]any) Document {
	return Document{File: path.Join(Folder(d.Kind), d.Name+".yaml"), Kind: d.Kind, Name: d.Name, Labels: d.Labels, Annotations: d.Annotations, Spec: spec}
}

func environmentDocument(name string, settings map[string]any) Document {
	return Document{File: EnvironmentsFile, Kind: v1alpha1.KindEnvironment, Name: name, Spec: settings}
}
