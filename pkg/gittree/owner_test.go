package gittree_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

var (
	ofA = files{"flink/a/x": "a\n", "environments/prod/x": "a\n"}
	ofB = files{"flink/b/x": "b\n", "environments/prod/x": "b\n"}
)

func writeAs(tb testing.TB, owner, output string, f files) {
	tb.Helper()
	apply(tb, plan(tb, output, f, gittree.Options{Owner: owner, Prune: true}))
}

func TestIndexNamesItsWorkspace(t *testing.T) {
	output := t.TempDir()
	writeAs(t, "store", output, ofA)
	equal(t, "index", "# workspace: store\n"+line("x", "a\n"), disk(t, output)[aIndex])
	if p := plan(t, output, ofA, gittree.Options{Owner: "store", Prune: true}); !p.InSync() {
		t.Errorf("must be in sync, not %v", actions(p))
	}
	if tool, err := exec.LookPath("sha256sum"); err == nil {
		command := exec.Command(tool, "--check", "--strict", ".flinkustomize.sha256")
		command.Dir = filepath.Join(output, "flink/a")
		if out, err := command.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
	writeAs(t, "store", output, last)
	equal(t, "all that is left", files{}, remains(t, output))
}

func TestIndexWithoutAWorkspaceIsTakenIn(t *testing.T) {
	output := t.TempDir()
	files{"environments/.flinkustomize.sha256": line("prod/x", "a\n"), aIndex: line("x", "a\n")}.on(t, output)
	ofA.on(t, output)
	p := plan(t, output, ofA, gittree.Options{Owner: "store"})
	if p.InSync() || len(p.Changes) != 0 {
		t.Errorf("must be out of sync by the index alone, not %v", actions(p))
	}
	apply(t, p)
	equal(t, "index", "# workspace: store\n"+line("x", "a\n"), disk(t, output)[aIndex])
}

func TestTwoWorkspacesInOneOutputFolderAreRefused(t *testing.T) {
	apart := files{"flink/b/x": "b\n"}
	for name, test := range map[string]struct {
		tree    files
		options gittree.Options
	}{
		"a shared folder":      {ofB, gittree.Options{}},
		"no shared folder":     {apart, gittree.Options{}},
		"pruned":               {last, gittree.Options{Prune: true}},
		"only a folder of its": {apart, gittree.Options{Only: []string{"flink/b"}}},
		"only it, by force":    {apart, gittree.Options{Only: []string{"flink/b"}, Force: true}},
	} {
		t.Run(name, func(t *testing.T) {
			output := t.TempDir()
			writeAs(t, "store", output, ofA)
			before := disk(t, output)
			test.options.Owner = "team"
			_, err := gittree.NewPlan(output, test.tree.tree(t), test.options)
			says(t, err, output, "flinkustomize.sha256", `workspace "store"`, `"team"`, "--force")
			if n := strings.Count(err.Error(), `"store"`); n != 1 {
				t.Errorf("must be said once, not %d times: %v", n, err)
			}
			equal(t, "files", before, disk(t, output))
		})
	}
}

func TestRenamedWorkspaceTakesItsOutputOverByForce(t *testing.T) {
	output := t.TempDir()
	writeAs(t, "store", output, ofA)
	p := plan(t, output, ofA, gittree.Options{Owner: "shop", Force: true})
	if len(p.Changes) != 0 || len(p.Findings) != 2 || !strings.Contains(p.Findings[1].Message, `is taken over from workspace "store"`) {
		t.Errorf("both indexes must be taken over, not %v %q", actions(p), p.Findings)
	}
	apply(t, p)
	if p := plan(t, output, ofA, gittree.Options{Owner: "shop", Prune: true}); !p.InSync() {
		t.Error("must be in sync")
	}
	_, err := gittree.NewPlan(output, ofA.tree(t), gittree.Options{Owner: "store"})
	says(t, err, `workspace "shop"`)
}

func TestConflictBetweenNamesIsSettledByEither(t *testing.T) {
	output := t.TempDir()
	files{
		"flink/a/x": "a\n",
		aIndex:      "<<<<<<< HEAD\n# workspace: old\n=======\n# workspace: new\n>>>>>>> topic\n" + line("x", "a\n"),
	}.on(t, output)
	_, err := gittree.NewPlan(output, last.tree(t), gittree.Options{Owner: "other"})
	says(t, err, `"old"`, `"other"`)
	writeAs(t, "new", output, files{"flink/a/x": "a\n"})
	equal(t, "index", "# workspace: new\n"+line("x", "a\n"), disk(t, output)[aIndex])
}

func TestHostileWorkspaceNameIsRefused(t *testing.T) {
	for _, name := range []string{"", " ", " a", "a ", "a\nb", "a\x00", "a\x1b[31m", "a\xff", "\u202e", strings.Repeat("n", 254)} {
		_, err := gittree.NewPlan(t.TempDir(), ofA.tree(t), gittree.Options{Owner: name})
		says(t, err, "owner")
	}
	for index, want := range map[string]string{
		"# workspace: \n":                 ":1: owner",
		"# workspace: a\x1b[31m\n":        ":1: owner",
		ownerLine + "# workspace: b\n":    ":2: must name one workspace",
		"# a comment of somebody's\n":     ":1: must be",
		line("x", "x") + ownerLine + "\n": ":3: must be",
	} {
		output := t.TempDir()
		files{aIndex: index}.on(t, output)
		_, err := gittree.NewPlan(output, last.tree(t), pruned)
		says(t, err, want)
	}
}

// TestOtherTreesBelowTheOutputFolderStay: outputs nest, as where one workspace writes into a folder of its own below another's output.
func TestOtherTreesBelowTheOutputFolderStay(t *testing.T) {
	for _, nested := range []string{"team", "deploy", "environments/prod", "flink/a/theirs", "flink/z"} {
		t.Run(nested, func(t *testing.T) {
			output := t.TempDir()
			theirs := filepath.Join(output, filepath.FromSlash(nested))
			write(t, theirs, files{"environments/prod/x": "# Generated by flinkustomize\n", "flink/b/x": "# Generated by flinkustomize\n", "flink/b/base/y": "# Generated by flinkustomize\n"})
			before := disk(t, theirs)
			must(t, os.MkdirAll(output, 0o755))
			write(t, output, files{"flink/a/x": "a\n"})
			equal(t, "report", gittree.Report{Created: 1, Deleted: 1}, apply(t, plan(t, output, last, gittree.Options{Prune: true, Force: true})))
			equal(t, "files", before, disk(t, theirs))
		})
	}
}
