package golden

import (
	"errors"
	"iter"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic/format"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/golden"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// Specs that are refused stand in an archive a feature, invalid/FEATURE.txtar: NAME.yaml is a spec, and NAME.errors after
// it what the command says of it. To add one, write NAME.yaml and run the test below with -update.
const (
	specSuffix   = ".yaml"
	errorsSuffix = ".errors"
)

// invalidWorkspace is the workspace of every invalid spec.
const invalidWorkspace = "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: invalid}\nspec: {specs: [spec.yaml]}\n"

func TestInvalidSpecsGiveTheReviewedErrors(t *testing.T) {
	for file, archive := range invalidArchives(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			reviewed := &txtar.Archive{Comment: archive.Comment}
			for name, text := range specsOf(archive) {
				found := findings(t, text)
				if len(found) == 0 {
					t.Errorf("%s must be refused", name)
				}
				var said strings.Builder
				if err := format.Write(&said, format.Text, found); err != nil {
					t.Fatal(err)
				}
				reviewed.Files = append(reviewed.Files,
					txtar.File{Name: name + specSuffix, Data: text},
					txtar.File{Name: name + errorsSuffix, Data: []byte(said.String())})
			}
			golden.Text(t, file, string(txtar.Format(reviewed)), golden.Options{Update: *update})
		})
	}
}

// Somebody who looks for the spec of an error must know where: below the longest feature that its name begins with, once.
func TestInvalidSpecsStandWithTheirFeature(t *testing.T) {
	archives := invalidArchives(t)
	in := map[string]string{}
	for file, archive := range archives {
		for name := range specsOf(archive) {
			if in[name] != "" {
				t.Errorf("%s stands twice: in %s and in %s", name, in[name], file)
			}
			in[name] = file
		}
	}
	if len(in) < 580 {
		t.Errorf("there must be at least 580 invalid specs, not %d", len(in))
	}
	for name, file := range in {
		longest := ""
		for other := range archives {
			feature := strings.TrimSuffix(filepath.Base(other), ".txtar")
			if strings.HasPrefix(name+"-", feature+"-") && len(other) > len(longest) {
				longest = other
			}
		}
		if file != longest {
			t.Errorf("%s stands in %s, and must in %q", name, file, longest)
		}
	}
}

// invalidArchives are the archives of invalid specs, by file.
func invalidArchives(t *testing.T) map[string]*txtar.Archive {
	t.Helper()
	files, err := filepath.Glob("invalid/*")
	if err != nil {
		t.Fatal(err)
	}
	archives := map[string]*txtar.Archive{}
	for _, file := range files {
		if filepath.Ext(file) != ".txtar" {
			t.Errorf("%s must be an archive", file)
			continue
		}
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		archives[file] = archive
	}
	if len(archives) == 0 {
		t.Fatal("there must be invalid specs")
	}
	return archives
}

// invalidSpecs are the invalid specs of all archives, by name.
func invalidSpecs(t *testing.T) iter.Seq2[string, []byte] {
	t.Helper()
	archives := invalidArchives(t)
	return func(yield func(string, []byte) bool) {
		for _, archive := range archives {
			for name, text := range specsOf(archive) {
				if !yield(name, text) {
					return
				}
			}
		}
	}
}

// specsOf are the specs of an archive, by name, in its order.
func specsOf(archive *txtar.Archive) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, file := range archive.Files {
			if name, ok := strings.CutSuffix(file.Name, specSuffix); ok && !yield(name, file.Data) {
				return
			}
		}
	}
}

// findings are those of a spec that is refused.
func findings(t *testing.T, text []byte) diagnostic.Findings {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, workspace.FileName), invalidWorkspace)
	write(t, filepath.Join(dir, "spec.yaml"), string(text))
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = generate.Workspace(w)
	var list diagnostic.Findings
	if err != nil && !errors.As(err, &list) {
		t.Fatal(err)
	}
	return list
}
