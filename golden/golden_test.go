package golden

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/golden"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// workspaces are the folders of the reviewed workspaces: the cases here and the examples.
func workspaces(t *testing.T) []string {
	t.Helper()
	var dirs []string
	for _, pattern := range []string{"*/" + workspace.FileName, "../examples/*/" + workspace.FileName} {
		files, err := filepath.Glob(pattern)
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

func generated(t *testing.T, dir string) (*workspace.Workspace, *generate.Result) {
	t.Helper()
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	result, err := generate.Workspace(w)
	if err != nil {
		t.Fatal(err)
	}
	return w, result
}

var update = flag.Bool("update", false, "rewrite the golden files")

// reviewed is how a workspace's tree is compared: its indexes name the workspace, as those that the command writes.
func reviewed(w *workspace.Workspace) golden.Options {
	return golden.Options{Owner: w.Name, Update: *update}
}

func TestTreeIsTheReviewedOne(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, result := generated(t, dir)
			golden.Tree(t, filepath.Join(dir, w.Output), result.Tree, reviewed(w))
		})
	}
}

// What is rendered is held against the builds, too: whether it is or not, the rest of the tree is the same.
func TestKustomizeBuildsTheDesiredObjects(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, result := generated(t, withRender(t, dir))
			if err := result.Verify(); err != nil {
				t.Error(err)
			}
			rendered := 0
			for path, content := range result.Tree.All() {
				if strings.Contains(path, "/rendered/") {
					rendered++
				} else if before, err := os.ReadFile(filepath.Join(dir, w.Output, path)); !strings.HasPrefix(path, "delivery/") && string(before) != string(content) {
					t.Errorf("%s is another where overlays are rendered (%v)", path, err)
				}
			}
			if rendered == 0 || rendered < result.Verified.Overlays+result.Verified.Bases {
				t.Errorf("%d overlays and %d bases are built, and %d rendered", result.Verified.Overlays, result.Verified.Bases, rendered)
			}
		})
	}
}

// withRender is a copy of a workspace that renders its overlays.
func withRender(t *testing.T, dir string) string {
	t.Helper()
	scratch := t.TempDir()
	if err := os.CopyFS(scratch, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(scratch, workspace.FileName)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "  render: true\n") {
		write(t, file, strings.Replace(string(text), "\nspec:\n", "\nspec:\n  render: true\n", 1))
	}
	return scratch
}

// Two runs in one process share nothing but the input; a map order or a race that reached the output would show.
func TestTreeIsTheSameEveryTime(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			_, first := generated(t, dir)
			for range 5 {
				_, again := generated(t, dir)
				for path, content := range again.Tree.All() {
					if before, ok := first.Tree.File(path); !ok || string(before) != string(content) {
						t.Fatalf("%s differs from run to run", path)
					}
				}
			}
		})
	}
}

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
