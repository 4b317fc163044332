package generation

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
)

// Select returns the folders of the tree that specs under some files or folders of the workspace make: a document's own
// folder; for an environment, those of all that runs there; for a preset, those of all that uses it. With a spec
// comes what registers clusters in its environments, and the operator of these. The aggregates of the environments always belong to it, since every
// folder stands in them; so does kustomize's configuration, to which every folder with resources of Flink refers; and so do
// folders that are not there yet: an aggregate without one of them could not be built.
func (r *Result) Select(paths []string, exists func(folder string) bool) ([]string, error) {
	selected := map[string]bool{}
	for _, at := range paths {
		at = path.Clean(at)
		found := false
		add := func(concerns func(app) bool) {
			found = true
			for _, app := range r.apps {
				if concerns(app) {
					selected[app.path] = true
				}
			}
		}
		for _, own := range r.apps {
			if !under(own.spec.Read(), at) {
				continue
			}
			selected[own.path], found = true, true
			for _, app := range r.apps {
				if (app.registers || app.operates) && app.shares(own.environments) {
					selected[app.path] = true
				}
			}
		}
		for _, e := range r.environments {
			if under(e.Document, at) {
				add(func(a app) bool { return slices.Contains(a.environments, e.Object.Metadata.Name) })
			}
		}
		for _, p := range r.presets {
			if under(p.Document, at) {
				add(func(a app) bool { return slices.Contains(a.presets, p.Object.Metadata.Name) })
			}
		}
		if !found {
			return nil, fmt.Errorf("%s must be a file or folder with specs of the workspace", at)
		}
	}
	if _, ok := r.Tree.Folder(kustomization.ConfigurationFolder); ok {
		selected[kustomization.ConfigurationFolder] = true
	}
	if _, ok := r.Tree.Folder(kustomization.EnvironmentsFolder); ok {
		selected[kustomization.EnvironmentsFolder] = true
		for _, app := range r.apps {
			if !exists(app.path) {
				selected[app.path] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(selected)), nil
}

// shares reports whether an app runs in one of those environments, or neither has any.
func (a app) shares(environments []string) bool {
	if len(environments) == 0 {
		return len(a.environments) == 0
	}
	return slices.ContainsFunc(a.environments, func(name string) bool { return slices.Contains(environments, name) })
}

// under reports whether a document stands in a file or below a folder. What a Go program made has no document.
func under(document *decode.Document, at string) bool {
	return document != nil && (at == "." || document.File == at || strings.HasPrefix(document.File, at+"/"))
}
