package specs

import (
	"io/fs"
	"path"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkPresetFolder checks spec.presets, and leaves it as other paths are written.
func (w *Workspace) checkPresetFolder(document *decode.Document, spec *v1alpha1.WorkspaceSpec) {
	if spec.Presets == "" {
		return
	}
	field, stated := diagnostic.Path{}.Child("spec", "presets"), spec.Presets
	spec.Presets = path.Clean(stated)
	if !fs.ValidPath(spec.Presets) || spec.Presets == "." {
		w.fail(diagnostic.RuleWorkspace, document, field, "must be a folder below the workspace, not %s", diagnostic.Quote(stated))
	} else if info, err := fs.Stat(w.Files, spec.Presets); err != nil || !info.IsDir() {
		w.fail(diagnostic.RuleWorkspace, document, field, "must be a folder that exists, not %s", diagnostic.Quote(stated))
	}
}

// ReadPresets reads the presets of the workspace's own: each YAML file of its folder holds one.
func (w *Workspace) ReadPresets() error {
	if w.spec.Presets == "" {
		return nil
	}
	files, err := w.yamlFiles([]string{w.spec.Presets})
	if err != nil {
		return err
	}
	for _, file := range files {
		before := len(w.Errors)
		documents, err := w.documents(file)
		if err != nil {
			return err
		}
		if len(w.Errors) > before {
			continue
		}
		if len(documents) != 1 {
			w.Errors = append(w.Errors, diagnostic.Finding{Position: diagnostic.Position{File: file.name}, Message: "must hold one document, of kind Preset", Rule: diagnostic.RuleSpecFile})
			continue
		}
		if !w.checkKind(documents[0], v1alpha1.KindPreset) {
			continue
		}
		preset := &v1alpha1.Preset{}
		if errs := documents[0].Decode(preset); len(errs) > 0 {
			w.Errors = append(w.Errors, errs...)
			continue
		}
		w.Presets = append(w.Presets, resolve.Source[v1alpha1.Preset]{Object: preset, Document: documents[0]})
	}
	return nil
}

// hasPresets reports whether all presets of those names are the workspace's own.
func (w *Workspace) hasPresets(names []string) bool {
	for _, name := range names {
		if !slices.ContainsFunc(w.Presets, func(p resolve.Source[v1alpha1.Preset]) bool { return p.Object.Metadata.Name == name }) {
			return false
		}
	}
	return true
}
