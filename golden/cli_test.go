package golden

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// The command, built as users have it, writes the reviewed tree, byte for byte.
func TestTheCommandWritesTheReviewedTree(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "flinkustomize")
	if text, err := exec.Command("go", "build", "-o", binary, "../cmd/flinkustomize").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, result := generated(t, dir)
			output := t.TempDir()
			command := exec.Command(binary, "generate", "--output", output)
			command.Dir = dir
			if text, err := command.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			written := 0
			err := filepath.WalkDir(output, func(file string, entry os.DirEntry, err error) error {
				if err != nil || entry.IsDir() || entry.Name() == tree.IndexName {
					return err
				}
				written++
				path, err := filepath.Rel(output, file)
				if err != nil {
					return err
				}
				same(t, file, filepath.Join(dir, filepath.FromSlash(w.Output), path))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for range result.Tree.All() {
				written--
			}
			if written != 0 {
				t.Errorf("the command writes %d files more than the tree has", written)
			}
		})
	}
}

func same(t *testing.T, file, reviewed string) {
	t.Helper()
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(reviewed)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is not what the command writes", reviewed)
	}
}
