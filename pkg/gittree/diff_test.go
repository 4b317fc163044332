package gittree_test

import (
	"bytes"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// changing is a tree before and after a change of each kind.
func changing(tb testing.TB) (output string, wanted files) {
	output = filepath.Join(tb.TempDir(), "deploy")
	write(tb, output, files{
		"flink/a/gone.yaml":    "one\n",
		"flink/a/updated.yaml": "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
		"flink/a/ends.yaml":    "no newline",
		"flink/a/same.yaml":    "same\n",
	})
	return output, files{
		"flink/a/updated.yaml": "1\n2\n3\n4\nfive\n6\n7\n8\n9\n",
		"flink/a/ends.yaml":    "newline\n",
		"flink/a/new.yaml":     "new: größe\n",
		"flink/a/same.yaml":    "same\n",
	}
}

func TestDiffShowsWhatApplyingChanges(t *testing.T) {
	output, wanted := changing(t)
	files{"flink/a/foreign.yaml": "theirs\n", "flink/a/same.yaml": "by hand\n"}.on(t, output)
	wanted["flink/a/foreign.yaml"] = "ours\n"
	var got strings.Builder
	must(t, plan(t, output, wanted, gittree.Options{Prune: true}).Diff(&got))
	equal(t, "diff", `--- a/flink/a/ends.yaml
+++ b/flink/a/ends.yaml
@@ -1 +1 @@
-no newline
\ No newline at end of file
+newline
--- a/flink/a/gone.yaml
+++ /dev/null
@@ -1 +0,0 @@
-one
--- /dev/null
+++ b/flink/a/new.yaml
@@ -0,0 +1 @@
+new: größe
--- a/flink/a/same.yaml
+++ b/flink/a/same.yaml
@@ -1 +1 @@
-by hand
+same
--- a/flink/a/updated.yaml
+++ b/flink/a/updated.yaml
@@ -2,7 +2,7 @@
 2
 3
 4
-5
+five
 6
 7
 8
`, got.String())
}

func TestDiffAppliesWithGit(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("needs git")
	}
	output, wanted := changing(t)
	var text bytes.Buffer
	must(t, plan(t, output, wanted, gittree.Options{Prune: true}).Diff(&text))
	command := exec.Command(git, "apply", "-")
	command.Dir = output
	command.Stdin = &text
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	equal(t, "files", wanted, manifests(t, output))
}

func TestDiffOfWhatHasNoLines(t *testing.T) {
	output := t.TempDir()
	write(t, output, files{"flink/a/binary": "\x00old", "flink/a/gone": ""})
	var got strings.Builder
	must(t, plan(t, output, files{"flink/a/binary": "\x00new", "flink/a/empty": ""}, gittree.Options{Prune: true}).Diff(&got))
	equal(t, "diff", `Binary files a/flink/a/binary and b/flink/a/binary differ
--- /dev/null
+++ b/flink/a/empty
--- a/flink/a/gone
+++ /dev/null
`, got.String())
}

func TestDiffIsEmptyInSync(t *testing.T) {
	output := t.TempDir()
	write(t, output, two)
	var got strings.Builder
	must(t, plan(t, output, two, gittree.Options{Prune: true}).Diff(&got))
	equal(t, "diff", "", got.String())
}

type brokenPipe struct{}

var errBroken = errors.New("broken pipe")

func (brokenPipe) Write([]byte) (int, error) { return 0, errBroken }

func TestDiffReturnsTheWritersError(t *testing.T) {
	if err := plan(t, t.TempDir(), two, gittree.Options{}).Diff(brokenPipe{}); !errors.Is(err, errBroken) {
		t.Errorf("must be the writer's error, not %v", err)
	}
}
