package importer

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// Result is what an import made.
type Result struct {
	// Files are the specs and what they name, by their paths in the folder of the specs.
	Files map[string][]byte

	// Documents that stand in the files, in their order.
	Documents []Document

	// Notes say what became of what was read: what was not kept comes first, then what was changed, then what was kept in another
	// form.
	Notes []Note

	// Findings are warnings about what was read.
	Findings diagnostic.Findings

	drafts []draft.Draft
}

// Document is one of the files.
type Document struct {
	File string `json:"file"`
	Kind string `json:"kind"`
	Name string `json:"name"`
}

// What became of something that was read.
const (
	Kept    = "kept"
	Changed = "changed"
	NotKept = "not kept"
)

// Note says what became of one thing that was read.
type Note struct {
	// Outcome is Kept, Changed or NotKept.
	Outcome string `json:"outcome"`

	// Source is where it stood: file and line, if known.
	Source string `json:"source,omitempty"`

	// Object is the kind and name of the object, such as FlinkDeployment analytics.
	Object string `json:"object"`

	// Field is its path in that object; empty for all of it.
	Field string `json:"field,omitempty"`

	// Message says what it became, and why, and what is to be done: never a credential.
	Message string `json:"message"`
}
