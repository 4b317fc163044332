package golden

import (
	"io/fs"
	"path"
	"path/filepath"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/golden"
)

// A Go program that builds the same specs gets the same tree, byte for byte.
func TestGoProgramsGetTheReviewedTree(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, _ := generated(t, dir)
			var in generate.Input
			in.Files = w.Files
			for _, session := range w.Sessions {
				in.Sessions = append(in.Sessions, session.Object)
				if folder := path.Dir(session.Document.File); folder != "." { // what specs name is relative to their file
					files, err := fs.Sub(w.Files, folder)
					if err != nil {
						t.Fatal(err)
					}
					in.Files = files
				}
			}
			for _, environment := range w.Environments {
				in.Environments = append(in.Environments, environment.Object)
			}
			for _, preset := range w.Presets {
				in.Presets = append(in.Presets, preset.Object)
			}
			made, err := generate.Tree(in)
			if err != nil {
				t.Fatal(err)
			}
			golden.Tree(t, filepath.Join(dir, w.Output), made, owner(w, dir))
		})
	}
}
