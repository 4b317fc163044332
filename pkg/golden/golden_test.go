package golden_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/golden"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// recorder is a test that fails without failing the one that runs it.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper()                           {}
func (r *recorder) Error(args ...any)                 { r.said = append(r.said, fmt.Sprint(args...)) }
func (r *recorder) Errorf(format string, args ...any) { r.Error(fmt.Sprintf(format, args...)) }
func (r *recorder) Fatal(args ...any)                 { r.Error(args...); runtime.Goexit() }
func (r *recorder) Fatalf(format string, args ...any) { r.Fatal(fmt.Sprintf(format, args...)) }

// failures is what a test says; nothing when it passes.
func failures(t *testing.T, test func(testing.TB)) []string {
	t.Helper()
	r := &recorder{TB: t}
	done := make(chan struct{})
	go func() { // Fatal ends it
		defer close(done)
		test(r)
	}()
	<-done
	return r.said
}

// made is a tree of files, each in a folder of two segments.
func made(t testing.TB, files map[string]string) *tree.Tree {
	t.Helper()
	folders := map[string]*tree.Folder{}
	for file, content := range files {
		segments := strings.SplitN(file, "/", 3)
		name := segments[0] + "/" + segments[1]
		if folders[name] == nil {
			folder, err := tree.NewFolder(name)
			if err != nil {
				t.Fatal(err)
			}
			folders[name] = folder
		}
		if err := folders[name].Add(segments[2], []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	var made tree.Tree
	made.Reserve("flink/*", "streampark/*")
	for _, folder := range folders {
		if err := made.Add(folder); err != nil {
			t.Fatal(err)
		}
	}
	return &made
}

const us = "us"

var two = map[string]string{"flink/a/base/x.yaml": "x: 1\n", "flink/b/base/y.yaml": "y: 1\n"}

// reviewed is a folder with the two files, as gittree.Write writes them.
func reviewed(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "deploy")
	if _, err := gittree.Write(dir, made(t, two), gittree.Options{Owner: us}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// ask runs Tree with files.
func ask(t *testing.T, update bool, dir string, files map[string]string, owner string) []string {
	t.Helper()
	return failures(t, func(t testing.TB) { golden.Tree(t, dir, made(t, files), golden.Options{Owner: owner, Update: update}) })
}

func put(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// says checks that there is one failure for each text, in this order.
func says(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("must fail with %d texts, not with %d: %q", len(want), len(got), got)
	}
	for i := range want {
		if !strings.Contains(got[i], want[i]) {
			t.Errorf("failure %d must have %q:\n%s", i, want[i], got[i])
		}
	}
}

func TestTheTreeThatWasReviewedPasses(t *testing.T) {
	says(t, ask(t, false, reviewed(t), two, us))
}

func TestEachDifferenceIsTold(t *testing.T) {
	const review = "review the difference, then run go test with UPDATE_GOLDEN=1"
	tests := map[string]struct {
		change func(t *testing.T, dir string)
		want   []string
	}{
		"differing bytes": {
			func(t *testing.T, dir string) { put(t, filepath.Join(dir, "flink/a/base/x.yaml"), "x: 2\n") },
			[]string{"-x: 2\n+x: 1\n", review},
		},
		"a missing file": {
			func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "flink/a/base/x.yaml")) },
			[]string{"flink/a/base/x.yaml is generated and not there:\nx: 1\n", review},
		},
		"an extra file": {
			func(t *testing.T, dir string) { put(t, filepath.Join(dir, "notes.txt"), "mine") },
			[]string{"notes.txt is there and not generated", review},
		},
		"an extra file without content": {
			func(t *testing.T, dir string) { put(t, filepath.Join(dir, "flink/a/base/z.yaml"), "") },
			[]string{"z.yaml is there and not generated", review},
		},
		"an index that was lost": {
			func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "flink/a", tree.IndexName)) },
			[]string{tree.IndexName + " is generated and not there", review},
		},
		"all at once, sorted": {
			func(t *testing.T, dir string) {
				put(t, filepath.Join(dir, "flink/c/base/z.yaml"), "z: 1\n")
				remove(t, filepath.Join(dir, "flink/b/base/y.yaml"))
				put(t, filepath.Join(dir, "flink/a/base/x.yaml"), "x: 2\n")
			},
			[]string{"x: 2", "y.yaml is generated and not there", "z.yaml is there and not generated", review},
		},
		"no folder at all": {
			func(t *testing.T, dir string) { remove(t, dir) },
			[]string{"must hold the 4 files that are generated, and holds none: run go test with UPDATE_GOLDEN=1"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := reviewed(t)
			test.change(t, dir)
			says(t, ask(t, false, dir, two, us), test.want...)
		})
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// The index of a folder whose files differ would only repeat it in hashes.
func TestIndexesOfFilesThatDifferAreNotTold(t *testing.T) {
	changed := map[string]string{"flink/a/base/x.yaml": "x: 2\n", "flink/b/base/y.yaml": "y: 1\n"}
	says(t, ask(t, false, reviewed(t), changed, us), "-x: 1\n+x: 2\n", "review")
}

func TestTheOwnerIsCompared(t *testing.T) {
	dir := reviewed(t)
	says(t, ask(t, false, dir, two, "mine"), "-# workspace: us\n+# workspace: mine", "-# workspace: us\n+# workspace: mine", "review")
	says(t, ask(t, true, dir, two, "mine"))
	says(t, ask(t, false, dir, two, "mine"))
}

func TestUpdateMakesTheFolderWhatIsGenerated(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "testdata", "deploy")
	says(t, ask(t, true, dir, two, us))
	says(t, ask(t, false, dir, two, us))

	// One file with other content, one session that is gone with its folder, one file that somebody changed.
	put(t, filepath.Join(dir, "flink/a/base/x.yaml"), "x: by hand\n")
	changed := map[string]string{"flink/a/base/x.yaml": "x: 2\n", "streampark/c/base/z.yaml": "z: 1\n"}
	says(t, ask(t, true, dir, changed, us))
	says(t, ask(t, false, dir, changed, us))
	if _, err := os.Stat(filepath.Join(dir, "flink/b")); !os.IsNotExist(err) {
		t.Errorf("the folder of the session that is gone must be gone: %v", err)
	}
	says(t, ask(t, true, dir, two, us))
	says(t, ask(t, false, dir, two, us))
}

// Whoever names a folder with more than a tree in it loses nothing.
func TestUpdateKeepsWhatWasNeverGenerated(t *testing.T) {
	dir := reviewed(t)
	mine := filepath.Join(dir, "main.go")
	put(t, mine, "package main\n")
	for _, update := range []bool{true, false} {
		got := ask(t, update, dir, two, us)
		advice := "review"
		if update {
			advice = "an update keeps what was never generated"
		}
		says(t, got, "main.go is there and not generated", advice)
	}
	if content, err := os.ReadFile(mine); err != nil || string(content) != "package main\n" {
		t.Errorf("the file must stay as it was: %q, %v", content, err)
	}
}

func TestText(t *testing.T) {
	file := filepath.Join(t.TempDir(), "testdata", "errors.txt")
	text := func(update bool, got string) []string {
		return failures(t, func(t testing.TB) { golden.Text(t, file, got, golden.Options{Update: update}) })
	}
	says(t, text(false, "one\n"), "errors.txt: no such file or directory: review")
	says(t, text(true, "one\n"))
	says(t, text(false, "one\n"))
	says(t, text(false, "two\n"), "-one\n+two\n")
	says(t, text(true, "two\n"))
	says(t, text(false, "two\n"))
}

// TestTheEnvironmentAsksForAnUpdate: a test needs no flag of its own.
func TestTheEnvironmentAsksForAnUpdate(t *testing.T) {
	dir := reviewed(t)
	changed := map[string]string{"flink/a/base/x.yaml": "x: 2\n"}
	for _, value := range []string{"", "0", "false"} {
		t.Setenv(golden.Variable, value)
		if got := ask(t, false, dir, changed, us); len(got) == 0 {
			t.Errorf("%q must not update", value)
		}
	}
	t.Setenv(golden.Variable, "yes")
	says(t, ask(t, false, dir, changed, us), `UPDATE_GOLDEN must be 1, true, 0 or false, not "yes"`)
	t.Setenv(golden.Variable, "1")
	says(t, ask(t, false, dir, changed, us))
	t.Setenv(golden.Variable, "")
	says(t, ask(t, false, dir, changed, us))
}

// TestNoFlagIsDefined: an importer's own flag of any name would panic.
func TestNoFlagIsDefined(t *testing.T) {
	flag.VisitAll(func(f *flag.Flag) {
		if !strings.HasPrefix(f.Name, "test.") {
			t.Errorf("there must be no flag but those of go test, not -%s", f.Name)
		}
	})
}

func TestATreeWithoutFilesIsNoGoldenTree(t *testing.T) {
	says(t, failures(t, func(t testing.TB) { golden.Tree(t, "deploy", nil, golden.Options{Owner: us}) }), "the tree has no files")
}

// Whoever imports the package into a test gets a diff, and none of what makes trees.
func TestImportersGetNoHeavyDependency(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := slices.Compact(slices.Sorted(slices.Values(strings.Fields(string(out)))))
	want := []string{"github.com/aymanbagabas/go-udiff", "github.com/flinkustomize/flinkustomize"}
	if !slices.Equal(modules, want) {
		t.Errorf("the modules must be %q, not %q", want, modules)
	}
}
