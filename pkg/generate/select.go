package generate

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// Select returns the folders of the tree that specs under some files or folders of the workspace make: a session's own
// folder; for an environment, those of all sessions that run there; for a preset, those of all sessions that use it.
// The aggregates of the environments always belong to it, since every session stands in them, and so do the folders of
// sessions that are not there yet: an aggregate without one of them could not be built.
func (r *Result) Select(paths []string, there func(folder string) bool) ([]string, error) {
	selected := map[string]bool{}
	for _, at := range paths {
		at = path.Clean(at)
		found := false
		for _, app := range r.apps {
			if under(app.source.Document, at) {
				selected[app.path], found = true, true
			}
		}
		for _, e := range r.environments {
			if !under(e.Document, at) {
				continue
			}
			found = true
			for _, app := range r.apps {
				if _, runs := app.source.Object.Spec.Environments[e.Object.Metadata.Name]; runs {
					selected[app.path] = true
				}
			}
		}
		for _, p := range r.presets {
			if !under(p.Document, at) {
				continue
			}
			found = true
			for _, app := range r.apps {
				if slices.Contains(resolve.PresetNames(app.source.Object), p.Object.Metadata.Name) {
					selected[app.path] = true
				}
			}
		}
		if !found {
			return nil, fmt.Errorf("%s must be a file or folder with specs of the workspace", at)
		}
	}
	if _, ok := r.Tree.Folder(environmentsFolder); ok {
		selected[environmentsFolder] = true
		for _, app := range r.apps {
			if !there(app.path) {
				selected[app.path] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(selected)), nil
}

// under tells whether a document stands in a file or below a folder. What a Go program made has no document.
func under(document *decode.Document, at string) bool {
	return document != nil && (at == "." || document.File == at || strings.HasPrefix(document.File, at+"/"))
}
