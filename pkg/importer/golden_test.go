package importer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// workspaces are the golden cases and the examples.
func workspaces(t *testing.T) []string {
	t.Helper()
	var dirs []string
	for _, pattern := range []string{"../../golden/*/" + workspace.FileName, "../../examples/*/" + workspace.FileName} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range found {
			dirs = append(dirs, filepath.Dir(file))
		}
	}
	if len(dirs) < 100 {
		t.Fatalf("there must be at least 100 workspaces, not %d", len(dirs))
	}
	return dirs
}

// targetsOf are what a workspace renders.
func targetsOf(t *testing.T, dir string) []impact.Target {
	t.Helper()
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	made, err := generate.Workspace(w)
	if err != nil {
		t.Fatal(err)
	}
	targets, err := made.Targets(func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	return targets
}

// inputsOf are all objects of targets, as an import reads them of one folder for each environment.
func inputsOf(t *testing.T, targets []impact.Target) []draft.Input {
	t.Helper()
	of := map[string]*draft.Input{}
	var names []string
	for _, target := range targets {
		if of[target.Environment] == nil {
			of[target.Environment] = &draft.Input{Environment: target.Environment, OperatorVersion: target.OperatorVersion}
			names = append(names, target.Environment)
		}
		for _, u := range target.Objects {
			object, err := manifest.FromTree(u.Object)
			if err != nil {
				t.Fatal(err)
			}
			of[target.Environment].Objects = append(of[target.Environment].Objects, object)
		}
	}
	slices.Sort(names)
	var inputs []draft.Input
	for _, name := range names {
		inputs = append(inputs, *of[name])
	}
	return inputs
}

func TestGoldenTreesAreImportedAndRenderedAgain(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			targets := targetsOf(t, dir)
			if len(targets) == 0 {
				t.Skip("renders nothing")
			}
			result, err := imported(inputsOf(t, targets))
			if err != nil {
				t.Fatal(err)
			}
			if os.Getenv("SHOW") != "" {
				for _, name := range slices.Sorted(func(yield func(string) bool) {
					for n := range result.Files {
						if !yield(n) {
							return
						}
					}
				}) {
					t.Logf("--- %s\n%s", name, result.Files[name])
				}
				for _, n := range result.Notes {
					t.Logf("%+v", n)
				}
			}
			documents, err := result.documents()
			if err != nil {
				t.Fatal(err)
			}
			_ = documents
			review, found, err := result.Verify()
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range found {
				if f.Severity == 0 {
					t.Errorf("%v", f)
				}
			}
			for _, c := range review.Changes {
				t.Errorf("%s %s %s: %s: %v", c.App, c.Environment, c.ID, c.Class, c.Causes)
			}
			for _, n := range result.Notes {
				if n.Outcome == NotKept {
					t.Errorf("not kept: %s %s: %s", n.Object, n.Field, n.Message)
				}
			}
		})
	}
	_ = strings.Join
}
