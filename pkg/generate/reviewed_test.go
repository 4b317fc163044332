package generate_test

import (
	"io/fs"
	"path"
	"path/filepath"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/golden"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// reviewedWorkspaces are the folders of the workspaces whose trees are reviewed.
func reviewedWorkspaces(t *testing.T) []string {
	t.Helper()
	var dirs []string
	for _, pattern := range []string{"../../golden/*/", "../../examples/*/"} {
		files, err := filepath.Glob(pattern + workspace.FileName)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			dirs = append(dirs, filepath.Dir(file))
		}
	}
	if len(dirs) < 12 {
		t.Fatalf("there must be at least 12 reviewed workspaces, not %d", len(dirs))
	}
	return dirs
}

// A Go program that builds the same specs gets the same tree, byte for byte.
func TestGoProgramsGetTheReviewedTree(t *testing.T) {
	for _, dir := range reviewedWorkspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, err := specs.Load(dir)
			if err == nil {
				err = w.Errors.Err()
			}
			if err != nil {
				t.Fatal(err)
			}
			in := generate.Input{Files: w.Files}
			if object := w.Document().Object; object != nil {
				in.Render, in.Delivery = object.Spec.Render, object.Spec.Delivery
			}
			for _, spec := range w.Specs {
				in.Specs = append(in.Specs, spec.Value().(v1alpha1.Spec))
				if folder := path.Dir(spec.Read().File); folder != "." { // what specs name is relative to their file
					if in.Files, err = fs.Sub(w.Files, folder); err != nil {
						t.Fatal(err)
					}
				}
			}
			for _, environment := range w.Environments {
				in.Environments = append(in.Environments, environment.Object)
			}
			for _, preset := range w.Presets {
				in.Presets = append(in.Presets, preset.Object)
			}
			result, err := generate.Specs(in)
			if err != nil {
				t.Fatal(err)
			}
			golden.Tree(t, filepath.Join(dir, w.Output), result.Tree, golden.Options{Owner: w.Name})
		})
	}
}
