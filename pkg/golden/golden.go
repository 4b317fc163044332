package golden

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// hint ends every failure.
const hint = "review the difference, then run go test with -update to accept it"

// Tree fails the test unless the files of a folder are those of the tree, as Write writes them: first the set of
// paths, then the bytes. With -update it makes them so, and removes all others. Owner is the workspace that the indexes
// name, as the command writes them; empty for none, as Write does.
func Tree(t testing.TB, want string, got *tree.Tree, owner string) {
	t.Helper()
	written := t.TempDir()
	plan, err := gittree.NewPlan(written, got, gittree.Options{Owner: owner})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plan.Apply(); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.RemoveAll(want); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(want, os.DirFS(written)); err != nil {
			t.Fatal(err)
		}
		return
	}
	wanted, generated := read(t, want), read(t, written)
	failed := false
	for path := range wanted {
		if _, ok := generated[path]; !ok {
			failed = true
			t.Errorf("%s is not generated any more", filepath.Join(want, path))
		}
	}
	for path, content := range generated {
		reviewed, ok := wanted[path]
		switch {
		case !ok:
			failed = true
			t.Errorf("%s is generated and not there:\n%s", filepath.Join(want, path), content)
		case !bytes.Equal(reviewed, content):
			failed = true
			t.Error(udiff.Unified(filepath.Join(want, path), "generated", string(reviewed), string(content)))
		}
	}
	if failed {
		t.Error(hint)
	}
}

// Text fails the test unless a file holds the text. With -update it makes it so.
func Text(t testing.TB, want, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(want, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	reviewed, err := os.ReadFile(want)
	if err != nil {
		t.Fatalf("%v: %s", err, hint)
	}
	if string(reviewed) != got {
		t.Errorf("%s\n%s", udiff.Unified(want, "generated", string(reviewed), got), hint)
	}
}

// read reads all files below a folder; a folder that is not there has none.
func read(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(relative)], err = os.ReadFile(path)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}
