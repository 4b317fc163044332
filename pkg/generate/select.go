package generate

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// Select returns the folders of the tree that specs under some files or folders of the workspace make: a session's own
// folder; for an environment, those of all sessions that run there; for a preset, those of all sessions that use it.
// The aggregates of the environments always belong to it, since every session stands in them.
func (r *Result) Select(paths []string) ([]string, error) {
	selected := map[string]bool{}
	for _, at := range paths {
		at = path.Clean(at)
		found := false
		for _, app := range r.apps {
			if under(app.source.Document.File, at) {
				selected[app.app.Path], found = true, true
			}
		}
		for _, e := range r.environments {
			if !under(e.Document.File, at) {
				continue
			}
			found = true
			for _, app := range r.apps {
				if _, runs := app.source.Object.Spec.Environments[e.Object.Metadata.Name]; runs {
					selected[app.app.Path] = true
				}
			}
		}
		for _, p := range r.presets {
			if !under(p.Document.File, at) {
				continue
			}
			found = true
			for _, app := range r.apps {
				if slices.Contains(resolve.PresetNames(app.source.Object), p.Object.Metadata.Name) {
					selected[app.app.Path] = true
				}
			}
		}
		if !found {
			return nil, fmt.Errorf("%s must be a file or folder with specs of the workspace", at)
		}
	}
	if _, ok := r.Tree.Folder(environmentsFolder); ok {
		selected[environmentsFolder] = true
	}
	return slices.Sorted(maps.Keys(selected)), nil
}

func under(file, at string) bool { return at == "." || file == at || strings.HasPrefix(file, at+"/") }
