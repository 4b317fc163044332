package golden

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// What ends every failure: without -update, and with it.
const (
	hint = "review the difference, then run go test with -update to accept it"
	left = "-update keeps what was never generated: move it away, then run it again"
)

// Tree fails the test unless the files of a folder are those of the tree, as [gittree.Write] writes them: the same paths,
// the same bytes, and no other file. With -update it writes them first, and removes the generated ones that the tree no
// longer has; a file that was never generated is kept, and still a failure. Owner is the workspace that the indexes name,
// as the command writes them; empty for none, as gittree.Write does.
func Tree(t testing.TB, want string, got *tree.Tree, owner string) {
	t.Helper()
	scratch := t.TempDir()
	write(t, scratch, got, owner)
	advice := hint
	if *update {
		write(t, want, got, owner)
		advice = left
	}
	wanted, generated := read(t, want), read(t, scratch)
	if len(wanted) == 0 && len(generated) > 0 {
		t.Fatalf("%s must hold the %d files that are generated, and holds none: run go test with -update, then review them", want, len(generated))
	}
	all := maps.Clone(wanted)
	maps.Copy(all, generated)
	var files, indexes []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		difference := compare(filepath.Join(want, filepath.FromSlash(name)), wanted[name], generated[name])
		switch {
		case difference == "":
		case path.Base(name) == tree.IndexName:
			indexes = append(indexes, difference)
		default:
			files = append(files, difference)
		}
	}
	if len(files) == 0 { // what indexes say follows from the files
		files = indexes
	}
	for _, difference := range files {
		t.Error(difference)
	}
	if len(files) > 0 {
		t.Error(advice)
	}
}

// compare says how a file differs from the reviewed one, each nil where it is not there; empty when it does not.
func compare(file string, reviewed, generated []byte) string {
	switch {
	case reviewed == nil:
		return fmt.Sprintf("%s is generated and not there:\n%s", file, generated)
	case generated == nil:
		return file + " is there and not generated"
	case bytes.Equal(reviewed, generated):
		return ""
	default:
		return udiff.Unified(file, "generated", string(reviewed), string(generated))
	}
}

// write makes a folder hold the tree. What was generated is replaced even if somebody changed it since.
func write(t testing.TB, dir string, made *tree.Tree, owner string) {
	t.Helper()
	plan, err := gittree.NewPlan(dir, made, gittree.Options{Owner: owner, Prune: true, Force: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plan.Apply(); err != nil {
		t.Fatal(err)
	}
}

// Text fails the test unless a file holds the text. With -update it makes it so.
func Text(t testing.TB, want, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(want), 0o755); err != nil {
			t.Fatal(err)
		}
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

// read reads all files below a folder, by their paths with slashes; a folder that is not there has none.
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
