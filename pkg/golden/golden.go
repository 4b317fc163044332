package golden

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// Variable of the environment that has golden files rewritten, as [Options.Update] does, when it is 1 or true.
const Variable = "UPDATE_GOLDEN"

// Options say whose tree it is, and what becomes of the files.
type Options struct {
	// Owner is the workspace or program that the tree is of, as [gittree.Options] has it.
	Owner string
	// Update rewrites the files to what is generated. Without it, they are rewritten where the environment says so: see [Variable].
	Update bool
}

// What ends every failure: without an update, and with it.
const (
	hint = "review the difference, then run go test with " + Variable + "=1 to accept it"
	left = "an update keeps what was never generated: move it away, then run it again"
)

// updates reports whether the files are to be rewritten.
func (o Options) updates(t testing.TB) bool {
	t.Helper()
	value := os.Getenv(Variable)
	if value == "" {
		return o.Update
	}
	set, err := strconv.ParseBool(value)
	if err != nil {
		t.Fatalf("the environment variable %s must be 1, true, 0 or false, not %q", Variable, value)
	}
	return o.Update || set
}

// Tree fails the test unless the files of a folder are those of the tree, as [gittree.Write] writes them: the same paths,
// the same bytes, and no other file. An update writes them first, and removes the generated ones that the tree no
// longer has; a file that was never generated is kept, and still a failure.
func Tree(t testing.TB, want string, got *tree.Tree, o Options) {
	t.Helper()
	scratch := t.TempDir()
	write(t, scratch, got, o.Owner)
	advice := hint
	if o.updates(t) {
		write(t, want, got, o.Owner)
		advice = left
	}
	wanted, generated := read(t, want), read(t, scratch)
	if len(wanted) == 0 && len(generated) > 0 {
		t.Fatalf("%s must hold the %d files that are generated, and holds none: run go test with %s=1, then review them", want, len(generated), Variable)
	}
	all := maps.Clone(wanted)
	maps.Copy(all, generated)
	var files, indexes []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		diff := compare(filepath.Join(want, filepath.FromSlash(name)), wanted[name], generated[name])
		switch {
		case diff == "":
		case path.Base(name) == tree.IndexName:
			indexes = append(indexes, diff)
		default:
			files = append(files, diff)
		}
	}
	if len(files) == 0 { // what indexes say follows from the files
		files = indexes
	}
	for _, diff := range files {
		t.Error(diff)
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
	if _, err := gittree.Write(dir, made, gittree.Options{Owner: owner, Prune: true, Force: true}); err != nil {
		t.Fatal(err)
	}
}

// Text fails the test unless a file holds the text. An update makes it so; the options need no owner.
func Text(t testing.TB, want, got string, o Options) {
	t.Helper()
	if o.updates(t) {
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
