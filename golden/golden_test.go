package golden

import (
	"flag"
	"os"
	"path/filepath"
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

func TestKustomizeBuildsTheDesiredObjects(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			_, result := generated(t, dir)
			if err := result.Verify(); err != nil {
				t.Error(err)
			}
		})
	}
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
