package golden

import (
	"io/fs"
	"path"
	"path/filepath"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/golden"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// A Go program that builds the same specs gets the same tree, byte for byte.
func TestGoProgramsGetTheReviewedTree(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, _ := generated(t, dir)
			in := generate.Input{Files: w.Files}
			relative := func(file string) { // what specs name is relative to their file
				if folder := path.Dir(file); folder != "." {
					files, err := fs.Sub(w.Files, folder)
					if err != nil {
						t.Fatal(err)
					}
					in.Files = files
				}
			}
			for _, session := range resolve.Of[v1alpha1.FlinkSession](w.Specs) {
				in.Sessions = append(in.Sessions, session.Object)
				relative(session.Document.File)
			}
			for _, park := range resolve.Of[v1alpha1.StreamPark](w.Specs) {
				in.StreamParks = append(in.StreamParks, park.Object)
				relative(park.Document.File)
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
			golden.Tree(t, filepath.Join(dir, w.Output), result.Tree, reviewed(w))
		})
	}
}
