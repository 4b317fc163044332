// Package fold makes documents of drafts: one of all drafts of an app, whatever environments they are of, and Environments.
package fold

import (
	"maps"
	"path"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
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

// Folders are where documents of a kind stand.
var Folders = map[string]string{"FlinkSession": "flink", "FlinkApplication": "applications", "FlinkSessionJob": "jobs", "StreamPark": "streampark"}

// Documents folds drafts. Those without an environment get their settings inline.
func Documents(drafts []draft.Draft) Folded {
	folded := Folded{Files: map[string][]byte{}}
	for _, d := range drafts {
		folder := Folders[d.Kind]
		spec := maps.Clone(d.Spec)
		if len(d.Settings) > 0 {
			spec["environment"] = d.Settings
		}
		folded.Documents = append(folded.Documents, Document{File: path.Join(folder, d.Name+".yaml"), Kind: d.Kind, Name: d.Name,
			Labels: d.Labels, Annotations: d.Annotations, Spec: spec, Comments: d.Comments})
		for name, content := range d.Files {
			folded.Files[path.Join(folder, name)] = content
		}
		folded.Notes = append(folded.Notes, d.Notes...)
	}
	return folded
}
