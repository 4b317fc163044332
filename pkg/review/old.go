package review

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/repository"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// Old is the tree that a change starts from.
type Old struct {
	// Name is what to call it, such as HEAD.
	Name string

	files   []repository.File // by their paths in the tree, sorted; on disk those of changed folders, without hashes
	changed []string          // folders that differ on disk; nil for a commit, whose hashes say it

	read func(files []repository.File) ([][]byte, error) // contents

	specsDiffer bool            // from those of the work tree
	releases    func() releases // of the operator, as the old specs say
}

// below are the files below a folder of the tree.
func (o *Old) below(folder string) []repository.File {
	at := func(path string) int {
		i, _ := slices.BinarySearchFunc(o.files, path, func(f repository.File, path string) int { return strings.Compare(f.Path, path) })
		return i
	}
	return o.files[at(folder+"/"):at(folder+"0")] // 0 is what follows the slash
}

// IsEmpty reports whether there is no tree: nothing was generated then, or it stood elsewhere.
func (o *Old) IsEmpty() bool { return len(o.files) == 0 }

// name is what to call the tree where there may be none.
func (o *Old) name() string {
	if o.changed == nil && o.IsEmpty() {
		return o.Name + ", which has no generated tree"
	}
	return o.Name
}

// Place is where a workspace is and where its tree goes: absolute paths.
type Place struct{ Root, Output string }

// ErrNoRepository is the error of AtRevision and AtMergeBase where the output folder is in no Git repository.
var ErrNoRepository = errors.New("is in no Git repository")

// ErrNoCommit is the error of AtRevision for HEAD where nothing is committed yet.
var ErrNoCommit = errors.New("there is no commit yet")

// AtRevision is the tree of what a revision names, such as HEAD or main.
func AtRevision(place Place, revision string) (*Old, error) {
	return committed(place, revision, func(in *repository.Repository) (repository.Commit, error) { return in.Commit(revision) })
}

// AtMergeBase is the tree of the commit at which HEAD left a branch.
func AtMergeBase(place Place, branch string) (*Old, error) {
	return committed(place, "the merge base with "+branch, func(in *repository.Repository) (repository.Commit, error) { return in.MergeBase(branch) })
}

func committed(place Place, name string, find func(*repository.Repository) (repository.Commit, error)) (*Old, error) {
	in, err := repository.Of(place.Output)
	if err != nil {
		return nil, err
	}
	if in == nil {
		return nil, fmt.Errorf("%s %w", place.Output, ErrNoRepository)
	}
	commit, err := find(in)
	if errors.Is(err, repository.ErrNoCommit) {
		return nil, ErrNoCommit
	}
	if err != nil {
		return nil, err
	}
	specs := oldSpecs{commit: commit}
	if around, err := repository.Of(place.Root); err != nil {
		return nil, err
	} else if around != nil && around.Root == in.Root { // else the specs are of another repository
		specs.root, specs.known = around.Path(""), true
	}
	output := in.Path("")
	listed, err := commit.Files(output)
	if err != nil {
		return nil, err
	}
	if len(listed) == 0 && specs.known {
		if moved := specs.output(); moved != "" { // spec.output named another folder then
			output = moved
			if listed, err = commit.Files(output); err != nil {
				return nil, err
			}
		}
	}
	old := &Old{Name: name, files: listed, read: commit.Read, releases: sync.OnceValue(specs.releases)}
	if specs.known {
		differ, err := commit.Differs(specs.root, output)
		old.specsDiffer = differ || err != nil
	}
	return old, nil
}

// OnDisk is the tree in an output folder, which is what a change starts from where nothing is committed. Shown is what to call
// the folder, and changed are the paths of the files that differ from a new tree, as a gittree.Plan has them.
func OnDisk(output fs.FS, shown string, t *tree.Tree, changed []string) (*Old, error) {
	old := &Old{Name: "the files in " + shown, changed: []string{}, releases: func() releases { return nil }}
	reserved := t.Reserved()
	for _, name := range changed {
		if folder, _, ok := split(reserved, name); ok && !slices.Contains(old.changed, folder) {
			old.changed = append(old.changed, folder)
		}
	}
	for _, folder := range append([]string{kustomization.ConfigurationFolder}, old.changed...) {
		err := fs.WalkDir(output, folder, func(name string, entry fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && !entry.IsDir() {
				old.files = append(old.files, repository.File{Path: name, Regular: entry.Type().IsRegular()})
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(old.files, func(a, b repository.File) int { return strings.Compare(a.Path, b.Path) })
	old.read = func(files []repository.File) ([][]byte, error) {
		contents := make([][]byte, len(files))
		for i, f := range files {
			info, err := fs.Stat(output, f.Path)
			if err == nil && info.Size() > repository.MaxSize {
				err = fmt.Errorf("%s must have at most %d MiB, not %d bytes", f.Path, repository.MaxSize>>20, info.Size())
			}
			if err == nil {
				contents[i], err = fs.ReadFile(output, f.Path)
			}
			if err != nil {
				return nil, err
			}
		}
		return contents, nil
	}
	return old, nil
}
