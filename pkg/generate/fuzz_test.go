package generate_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// FuzzSpecs makes the tree of any specs: without a panic, with errors that say where, and where there are none, with a
// tree that is the same every time and that kustomize builds.
func FuzzSpecs(f *testing.F) {
	for _, pattern := range []string{"../../golden/*/*.yaml", "../../examples/quickstart/flink/*.yaml", "../../examples/streampark/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatalf("there must be %s: %v", pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	archives, err := filepath.Glob("../../golden/invalid/*.txtar")
	if err != nil || len(archives) == 0 {
		f.Fatalf("there must be invalid specs: %v", err)
	}
	for _, file := range archives {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, spec := range archive.Files {
			if filepath.Ext(spec.Name) == ".yaml" {
				f.Add(string(spec.Data))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		for name, content := range map[string]string{
			"flinkustomize.yaml": "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: fuzz}\nspec: {specs: [specs.yaml]}\n",
			"specs.yaml":         text,
		} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		result, err := made(dir)
		var errs diagnostic.Findings
		if errors.As(err, &errs) {
			for _, e := range errs {
				if e.File == "" || e.Message == "" {
					t.Errorf("an error without a place or a message: %q", e.Error())
				}
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		again, err := made(dir)
		if err != nil {
			t.Fatalf("refused only the second time: %v", err)
		}
		if first, second := contents(result.Tree), contents(again.Tree); first != second {
			t.Errorf("two runs differ:\n%s\n%s", first, second)
		}
		if err := result.Verify(); err != nil {
			t.Error(err)
		}
	})
}

func made(dir string) (*generate.Result, error) {
	w, err := workspace.Load(dir)
	if err != nil {
		return nil, err
	}
	return generate.Workspace(w)
}

func contents(t *tree.Tree) string {
	text := ""
	for path, content := range t.All() {
		text += "== " + path + "\n" + string(content)
	}
	return text
}
