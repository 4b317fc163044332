package gittree_test

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// files is content by path: of a tree, or of what is below an output folder.
type files map[string]string

const indexSuffix = "/" + tree.IndexName

// tree makes the folders "environments", "kustomizeconfig" and, of all else, the first two segments.
func (f files) tree(tb testing.TB) *tree.Tree {
	tb.Helper()
	folders := map[string]*tree.Folder{}
	var t tree.Tree
	t.Reserve("environments", "kustomizeconfig", "flink/*", "streampark/*")
	for path, content := range f {
		depth := 2
		if strings.HasPrefix(path, "environments/") || strings.HasPrefix(path, "kustomizeconfig/") {
			depth = 1
		}
		segments := strings.SplitAfterN(path, "/", depth+1)
		name := strings.TrimSuffix(strings.Join(segments[:depth], ""), "/")
		if folders[name] == nil {
			folder, err := tree.NewFolder(name)
			must(tb, err)
			must(tb, t.Add(folder))
			folders[name] = folder
		}
		must(tb, folders[name].Add(segments[depth], []byte(content)))
	}
	return &t
}

// on puts files onto the disk, as somebody else than us.
func (f files) on(tb testing.TB, output string) {
	tb.Helper()
	for path, content := range f {
		full := filepath.Join(output, path)
		must(tb, os.MkdirAll(filepath.Dir(full), 0o755))
		must(tb, os.WriteFile(full, []byte(content), 0o644))
	}
}

// disk reads all that is below an output folder; a folder that is empty is a path that ends in a slash.
func disk(tb testing.TB, output string) files {
	tb.Helper()
	found := files{}
	must(tb, filepath.WalkDir(output, func(full string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, err := filepath.Rel(output, full)
		if err != nil {
			return err
		}
		path = filepath.ToSlash(path)
		switch {
		case entry.IsDir():
			entries, err := os.ReadDir(full)
			if len(entries) == 0 && path != "." {
				found[path+"/"] = ""
			}
			return err
		case entry.Type()&fs.ModeSymlink != 0:
			found[path], err = os.Readlink(full)
			return err
		default:
			content, err := os.ReadFile(full)
			found[path] = string(content)
			return err
		}
	}))
	return found
}

// manifests reads all but the indexes.
func manifests(tb testing.TB, output string) files {
	tb.Helper()
	found := disk(tb, output)
	for path := range found {
		if strings.HasSuffix(path, indexSuffix) {
			delete(found, path)
		}
	}
	return found
}

// us is whom the trees of the tests are of.
const us = "us"

// ownerLine is how an index of theirs begins.
const ownerLine = "# workspace: us\n"

// last is what is left in the tree when all else has gone: a tree without files is refused.
var last = files{"streampark/last/x": "last\n"}

// remains reads all that is below an output folder but the last one's.
func remains(tb testing.TB, output string) files {
	tb.Helper()
	found := disk(tb, output)
	maps.DeleteFunc(found, func(path, _ string) bool { return strings.HasPrefix(path, "streampark/last/") })
	return found
}

// pruned is how far most tests go.
var pruned = gittree.Options{Owner: us, Prune: true}

// forced is how far a run may go at most.
var forced = gittree.Options{Owner: us, Prune: true, Force: true}

// doors are the ways in which trees are written: as a Go program does, and as the command does, which plans first and stays in its workspace.
var doors = map[string]func(output string, t *tree.Tree, o gittree.Options) (gittree.Report, error){
	"Write": gittree.Write,
	"Apply": func(output string, t *tree.Tree, o gittree.Options) (gittree.Report, error) {
		workspace, err := os.OpenRoot(filepath.Dir(output))
		if err != nil {
			return gittree.Report{}, err
		}
		defer workspace.Close()
		o.Within = workspace
		p, err := gittree.NewPlan(filepath.Base(output), t, o)
		if err != nil {
			return gittree.Report{}, err
		}
		defer p.Close()
		return p.Apply()
	},
}

func write(tb testing.TB, output string, f files) gittree.Report {
	tb.Helper()
	report, err := gittree.Write(output, f.tree(tb), pruned)
	must(tb, err)
	return report
}

// plan is of us where the options name nobody.
func plan(tb testing.TB, output string, f files, o gittree.Options) *gittree.Plan {
	tb.Helper()
	o.Owner = cmp.Or(o.Owner, us)
	p, err := gittree.NewPlan(output, f.tree(tb), o)
	must(tb, err)
	tb.Cleanup(func() { p.Close() })
	return p
}

func apply(tb testing.TB, p *gittree.Plan) gittree.Report {
	tb.Helper()
	report, err := p.Apply()
	must(tb, err)
	return report
}

// actions are the changes of a plan by path.
func actions(p *gittree.Plan) map[string]gittree.Action {
	found := map[string]gittree.Action{}
	for _, change := range p.Changes {
		found[change.Path] = change.Action
	}
	return found
}

func equal(tb testing.TB, what string, want, got any) {
	tb.Helper()
	if diff := gocmp.Diff(want, got); diff != "" {
		tb.Errorf("%s: -want +got:\n%s", what, diff)
	}
}

// says checks that there is an error that contains each of the parts.
func says(tb testing.TB, err error, parts ...string) {
	tb.Helper()
	if err == nil {
		tb.Fatalf("must fail, saying %q", parts)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			tb.Errorf("error must contain %q, not be: %v", part, err)
		}
	}
}

// exact checks that the output folder holds the files and nothing else, and that a second look agrees.
func exact(tb testing.TB, output string, want files) {
	tb.Helper()
	equal(tb, "files", want, manifests(tb, output))
	if p := plan(tb, output, want, pruned); !p.InSync() {
		tb.Errorf("must be in sync, not %v %v", actions(p), p.Findings)
	}
}

func absent(tb testing.TB, path string) {
	tb.Helper()
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		tb.Errorf("%s must not exist: %v", path, err)
	}
}
