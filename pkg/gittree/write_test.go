package gittree_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

var two = files{
	"flink/a/base/kustomization.yaml":        "a base\n",
	"flink/a/overlays/prod/patch.yaml":       "a prod\n",
	"flink/b/base/kustomization.yaml":        "b base\n",
	"environments/prod/kustomization.yaml":   "all of prod\n",
	"environments/prod/shared/role set.yaml": "größe\n",
}

func TestFirstRunWritesTheTree(t *testing.T) {
	output := filepath.Join(t.TempDir(), "some", "deploy")
	equal(t, "report", gittree.Report{Created: 5}, write(t, output, two))
	exact(t, output, two)
	for path := range disk(t, output) {
		info, err := os.Stat(filepath.Join(output, path))
		must(t, err)
		if runtime.GOOS != "windows" && info.Mode() != 0o644 {
			t.Errorf("%s: mode must be 0644, not %v", path, info.Mode())
		}
	}
}

func TestSecondRunWritesNothing(t *testing.T) {
	output := t.TempDir()
	write(t, output, two)
	before := map[string]os.FileInfo{}
	for path := range disk(t, output) {
		info, err := os.Stat(filepath.Join(output, path))
		must(t, err)
		before[path] = info
	}
	equal(t, "report", gittree.Report{}, write(t, output, two))
	for path, old := range before {
		info, err := os.Stat(filepath.Join(output, path))
		must(t, err)
		if !os.SameFile(old, info) || !old.ModTime().Equal(info.ModTime()) {
			t.Errorf("%s must not be written again", path)
		}
	}
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	output := t.TempDir()
	write(t, output, two)
	old, err := os.Stat(filepath.Join(output, "flink/a/base/kustomization.yaml"))
	must(t, err)
	changed := files{}
	for path, content := range two {
		changed[path] = content
	}
	changed["flink/a/overlays/prod/patch.yaml"] = "a prod, changed\n"
	changed["flink/a/overlays/dev/patch.yaml"] = "a dev\n"
	delete(changed, "environments/prod/shared/role set.yaml")
	equal(t, "report", gittree.Report{Created: 1, Updated: 1, Deleted: 1}, write(t, output, changed))
	exact(t, output, changed)
	info, err := os.Stat(filepath.Join(output, "flink/a/base/kustomization.yaml"))
	must(t, err)
	if !os.SameFile(old, info) {
		t.Error("an unchanged file must not be written again")
	}
	absent(t, filepath.Join(output, "environments/prod/shared"))
}

func TestPlanningReadsOnly(t *testing.T) {
	output := filepath.Join(t.TempDir(), "deploy")
	p := plan(t, output, two, gittree.Options{Prune: true, Force: true})
	if p.InSync() {
		t.Error("must not be in sync with a folder that is not there")
	}
	absent(t, output)
}

// TestATreeWithoutFilesIsRefused: pruned, it would delete all that is there.
func TestATreeWithoutFilesIsRefused(t *testing.T) {
	empty, err := tree.NewFolder("flink/a")
	must(t, err)
	var hollow tree.Tree
	must(t, hollow.Add(empty))
	for name, none := range map[string]*tree.Tree{"nil": nil, "zero": {}, "of folders without files": &hollow} {
		t.Run(name, func(t *testing.T) {
			output := filepath.Join(t.TempDir(), "deploy")
			for range 2 { // without a folder, and with one
				before := files{}
				if _, err := os.Stat(output); err == nil {
					before = disk(t, output)
				}
				_, err := gittree.Write(output, none, forced)
				says(t, err, "the tree has no files", "make it of at least one spec", output)
				if len(before) == 0 {
					absent(t, output)
					write(t, output, two)
					continue
				}
				equal(t, "files", before, disk(t, output))
			}
		})
	}
}

// TestAProgramDeletesNothingOfOthers: whatever else stands in the output folder, a tree of one session deletes nothing of it unless told to.
func TestAProgramDeletesNothingOfOthers(t *testing.T) {
	all := maps.Clone(two)
	all["environments/prod/shared/kustomization.yaml"] = "what prod owns\n"
	other := files{"flink/other/base/x.yaml": "x\n", "environments/prod/kustomization.yaml": "all of prod\n"}
	for name, test := range map[string]struct {
		options gittree.Options
		want    string // the error; empty for none
	}{
		"without an owner":        {gittree.Options{Prune: true}, "owner must be the name of the workspace"},
		"as another owner":        {gittree.Options{Owner: "program", Prune: true}, `names workspace "us", and this is "program"`},
		"as the owner, unpruned":  {gittree.Options{Owner: us}, ""},
		"forced without an owner": {gittree.Options{Prune: true, Force: true}, "owner must be"},
	} {
		t.Run(name, func(t *testing.T) {
			output := t.TempDir()
			write(t, output, all)
			before := manifests(t, output)
			report, err := gittree.Write(output, other.tree(t), test.options)
			if test.want != "" {
				says(t, err, test.want)
			} else {
				must(t, err)
				equal(t, "report", gittree.Report{Created: 1, Kept: len(all) - 1}, report)
			}
			after := manifests(t, output)
			delete(after, "flink/other/base/x.yaml")
			equal(t, "files", before, after)
		})
	}
}

func TestIndexIsAcceptedBySha256sum(t *testing.T) {
	tool, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip("needs sha256sum")
	}
	output := t.TempDir()
	write(t, output, two)
	for _, folder := range []string{"environments", "flink/a", "flink/b"} {
		command := exec.Command(tool, "--check", "--strict", ".flinkustomize.sha256")
		command.Dir = filepath.Join(output, folder)
		out, err := command.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", folder, err, out)
		}
		ok, want := strings.Count(string(out), ": OK\n"), 0
		for path := range two {
			if strings.HasPrefix(path, folder+"/") {
				want++
			}
		}
		if ok != want {
			t.Errorf("%s: %d files must be OK, not %d", folder, want, ok)
		}
	}
}

func TestPlanDoesNotDependOnWorkers(t *testing.T) {
	output := t.TempDir()
	_, err := gittree.Write(output, fleet(t, 10, 'a'), pruned)
	must(t, err)
	for _, app := range []string{"03", "05", "09"} {
		files{"flink/app-00" + app + "/base/file-1.yaml": "by hand\n", "flink/app-00" + app + "/base/file-2.yaml": "by\r\nhand\r\n"}.on(t, output)
		must(t, os.Remove(filepath.Join(output, "flink/app-00"+app, ".flinkustomize.sha256")))
	}
	first, err := gittree.NewPlan(output, fleet(t, 8, 'b'), pruned)
	must(t, err)
	for _, workers := range []int{1, 8} {
		before := runtime.GOMAXPROCS(workers)
		again, err := gittree.NewPlan(output, fleet(t, 8, 'b'), pruned)
		runtime.GOMAXPROCS(before)
		must(t, err)
		equal(t, "changes", described(first), described(again))
		equal(t, "notices", first.Findings, again.Findings)
	}
}

// described are the changes of a plan, in their order and with all that they hold.
func described(p *gittree.Plan) []string {
	var all []string
	for _, c := range p.Changes {
		all = append(all, fmt.Sprintf("%s %s %q %q %q", c.Action, c.Path, c.Reason, c.Old, c.New()))
	}
	return all
}

// TestOnlyFoldersOfATreeAreStale: a folder is ours where the tree has its like, or says so.
func TestOnlyFoldersOfATreeAreStale(t *testing.T) {
	for name, reserved := range map[string][]string{
		"a folder that the tree reserves":                     {"alone"},
		"a folder in one that the tree reserves":              {"jobs/*"},
		"a folder that the tree neither reserves nor has":     {"other", "others/*"},
		"a folder of another name below one that is reserved": {"alone/*"},
	} {
		t.Run(name, func(t *testing.T) {
			output := filepath.Join(t.TempDir(), "deploy")
			write := func(folders ...string) {
				var made tree.Tree
				made.Reserve(reserved...)
				for _, path := range folders {
					folder, err := tree.NewFolder(path)
					must(t, err)
					must(t, folder.Add("a.yaml", []byte("a\n")))
					must(t, made.Add(folder))
				}
				_, err := gittree.Write(output, &made, gittree.Options{Owner: "owner", Prune: true})
				must(t, err)
			}
			write("alone", "jobs/a", "flink/a")
			write("flink/a")
			left := disk(t, output)
			_, alone := left["alone/a.yaml"]
			_, job := left["jobs/a/a.yaml"]
			if want := !slices.Contains(reserved, "alone"); alone != want {
				t.Errorf("alone is left: %t, want %t", alone, want)
			}
			if want := !slices.Contains(reserved, "jobs/*"); job != want {
				t.Errorf("jobs/a is left: %t, want %t", job, want)
			}
		})
	}
}
