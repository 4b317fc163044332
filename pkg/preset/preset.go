package preset

import (
	"cmp"
	"io/fs"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// Preset is a preset that a spec can name.
type Preset struct {
	*v1alpha1.Preset

	// File that it stands in, relative to the workspace's folder; empty for a shipped one.
	File string

	// Text of the file.
	Text []byte
}

// Shipped are the presets that are shipped, by name. What they point to must not be changed.
func Shipped() []Preset {
	var all []Preset
	for _, p := range preset.Shipped() {
		text, _ := preset.Text(p.Object.Metadata.Name) // as it was read
		all = append(all, Preset{Preset: p.Object, Text: text})
	}
	return all
}

// Newest are the names of the shipped presets in their newest versions, in order.
func Newest() []string { return preset.Newest() }

// Of are the presets that specs of a workspace can name, by name: the shipped ones, and the workspace's own. The error is a
// diagnostic.Findings when it is about what stands in its files.
func Of(w *workspace.Workspace) ([]Preset, error) {
	read, err := specs.Open(w.Root)
	if err != nil {
		return nil, err
	}
	if err := read.ReadPresets(); err != nil {
		return nil, err
	}
	if err := read.Errors.Err(); err != nil {
		return nil, err
	}
	all := Shipped()
	for _, p := range read.Presets {
		text, err := fs.ReadFile(read.Files, p.Document.File)
		if err != nil {
			return nil, err
		}
		all = append(all, Preset{Preset: p.Object, File: p.Document.File, Text: text})
	}
	slices.SortStableFunc(all, func(a, b Preset) int { return cmp.Compare(a.Metadata.Name, b.Metadata.Name) })
	return all, nil
}
