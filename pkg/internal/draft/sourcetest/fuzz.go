package sourcetest

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/fold"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Fuzz reads mutations of the manifests of cases: a source must not panic, each object must be in a draft, in the rest or in a note, and
// what is written must be the same each time.
func Fuzz(f *testing.F, source draft.Source, pattern string) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		f.Fatalf("there must be cases at %s (%v)", pattern, err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var all [][]byte
		for _, in := range archive.Files {
			if !strings.HasPrefix(in.Name, want) {
				all = append(all, in.Data)
			}
		}
		f.Add(bytes.Join(all, []byte("\n---\n")))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		objects, err := manifest.Parse("fuzz.yaml", data)
		if err != nil {
			return
		}
		drafts, rest, notes := source(draft.Input{Objects: objects})
		for _, object := range objects {
			if !known(object, drafts, rest, notes) {
				t.Errorf("%s is lost", object.ID())
			}
		}
		first, err := fold.Documents(drafts).Written()
		if err != nil {
			return // what is no document of ours is refused
		}
		again, _, _ := source(draft.Input{Objects: objects})
		second, _ := fold.Documents(again).Written()
		for name, text := range first {
			if !bytes.Equal(text, second[name]) {
				t.Errorf("%s differs when it is written again:\n%s\n%s", name, text, second[name])
			}
		}
	})
}

// known reports whether an object is in a draft, in the rest or in a note.
func known(object manifest.Object, drafts []draft.Draft, rest []manifest.Object, notes []draft.Note) bool {
	id := object.ID()
	in := func(objects []manifest.Object) bool {
		for _, o := range objects {
			if o.ID() == id {
				return true
			}
		}
		return false
	}
	noted := func(notes []draft.Note) bool {
		for _, n := range notes {
			if n.Object == id.String() {
				return true
			}
		}
		return false
	}
	if in(rest) || noted(notes) {
		return true
	}
	for _, d := range drafts {
		if in(d.Objects) || noted(d.Notes) {
			return true
		}
	}
	return false
}
