package gittree

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// Options say whose tree it is and how far a plan may go.
type Options struct {
	// Owner is the name of the workspace that the tree is of, or of the program that makes it, which the indexes then name. It must be set: a folder of
	// another owner is an error, unless Force takes it over.
	Owner string
	// Prune deletes generated files that are no longer in the tree. Without it, they are reported and kept, except those that the kustomization of their
	// folder, which is still in the tree, no longer lists: they are deleted in any case.
	Prune bool
	// Force replaces generated files that were changed by hand, and with Prune deletes them. Files that were never generated stay even so.
	Force bool
	// Only are the paths of the folders of the tree to look at; nil is all of them, and then also the folders that are no longer in the tree.
	Only []string
	// Within is the folder that the output folder's path is relative to and that no link leads out of, such as that of a workspace; with nil, the output
	// folder may be anywhere.
	Within *os.Root
}

// selects reports whether a folder is one to look at.
func (o Options) selects(path string) bool { return o.Only == nil || slices.Contains(o.Only, path) }

// Action is what is done with a file, or why nothing is.
type Action string

// The first three change the file when the plan is applied; the others report it and keep it.
const (
	Create  Action = "create"  // it does not exist
	Update  Action = "update"  // it was generated, and its content differs from the tree
	Delete  Action = "delete"  // it was generated, and is no longer in the tree
	Stale   Action = "stale"   // it was generated and is no longer in the tree, but Prune is not set
	Edited  Action = "edited"  // it was generated, but changed by hand
	Foreign Action = "foreign" // it is in the tree, but the file there was never generated
)

// Change is a file that differs from the tree.
type Change struct {
	// Path is relative to the output folder and divided by slashes.
	Path   string
	Action Action
	// Old is the content on disk, nil where there is no file.
	Old []byte
	// Unreferenced reports whether a file to delete is one that no kustomization lists any more, which is deleted without Prune too.
	Unreferenced bool
	// Reason explains the action; it continues a sentence that begins with the path. It may be empty.
	Reason string

	folder *tree.Folder // that wants the file
	name   string       // in the folder
}

// New is the content wanted, nil where none is.
func (c Change) New() []byte {
	if c.folder == nil {
		return nil
	}
	content, _ := c.folder.File(c.name)
	return content
}

// writes reports whether applying the plan touches the file.
func (c Change) writes() bool { return c.Action == Create || c.Action == Update || c.Action == Delete }

// Plan is what lies between an output folder and a tree. It is for reading: to change what is applied, plan with other options.
type Plan struct {
	// Changes are sorted by path. A file that is as it must be has none.
	Changes []Change
	// Findings are warnings about what was found damaged in our own records and is rebuilt, sorted by path. Their files are relative to the output folder.
	Findings diagnostic.Findings

	output output
	root   *os.Root // of the output folder; nil where there is none yet
	units  []unit
	stages []string // new folders in which a run was killed
}

// NewPlan compares a tree with what is in the output folder. It only reads. The output folder may be absent, and it may be a symbolic link to a folder;
// below it no symbolic link is followed. A tree without files is an error: pruned, it would delete all that earlier runs wrote.
// The plan keeps the output folder open until [Plan.Close].
func NewPlan(output string, t *tree.Tree, o Options) (*Plan, error) {
	if output == "" {
		return nil, errors.New("output must name a folder")
	}
	if err := validOwner(o.Owner); err != nil {
		return nil, err
	}
	if t.Len() == 0 {
		return nil, fmt.Errorf("the tree has no files, so nothing is written and nothing deleted: make it of at least one spec; to remove all that was generated, delete the folder %q", output)
	}
	for _, path := range o.Only {
		if _, ok := t.Folder(path); !ok {
			return nil, fmt.Errorf("folder %q must be one of the tree", path)
		}
	}
	p := &Plan{output: newOutput(output, o.Within)}
	var err error
	if p.root, err = p.output.open(); err != nil {
		return nil, err
	}
	if err := p.compare(t, o); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

// Close gives the output folder back; the plan can be read but no longer applied.
func (p *Plan) Close() error {
	if p.root == nil {
		return nil
	}
	return p.root.Close()
}

// compare fills in what is to be done and said.
func (p *Plan) compare(t *tree.Tree, o Options) error {
	folders := t.Folders()
	if p.root != nil {
		var err error
		if folders, p.stages, err = withStale(p.output.shown, p.root, t); err != nil {
			return err
		}
		if err := checkOwner(p.output.shown, p.root, folders, o); err != nil {
			return err
		}
	}
	folders = slices.DeleteFunc(folders, func(f *tree.Folder) bool { return !o.selects(f.Path()) })
	p.units = make([]unit, len(folders))
	errs := make([]error, len(folders))
	parallel(p.output.shown, p.root, len(folders), func(c *cursor, i int) {
		p.units[i], errs[i] = planUnit(c, folders[i], o)
	})
	if err := distinct(errs); err != nil {
		return err
	}
	for _, stage := range p.stages {
		p.Findings = append(p.Findings, damaged(stage, "is left from an interrupted run; it is removed"))
	}
	count := 0
	for _, u := range p.units {
		count += len(u.changes)
	}
	p.Changes = make([]Change, 0, count)
	for i, u := range p.units {
		p.Changes = append(p.Changes, u.changes...)
		p.units[i].changes = p.Changes[len(p.Changes)-len(u.changes):] // not twice
		p.Findings = append(p.Findings, u.findings...)
	}
	p.Findings = p.Findings.Sorted()
	return nil
}

// InSync reports whether the output folder is exactly as the tree wants it: nothing to do, our indexes included, and nothing to report.
func (p *Plan) InSync() bool {
	return len(p.Changes) == 0 && len(p.stages) == 0 && !slices.ContainsFunc(p.units, isDirty)
}

// Fresh reports whether nothing is generated yet: every file that is looked at is to be created, and no folder has an index.
func (p *Plan) Fresh() bool {
	files := 0
	for _, u := range p.units {
		if u.storedInfo != nil {
			return false
		}
		files += u.folder.Len()
	}
	return len(p.stages) == 0 && len(p.Changes) == files && !slices.ContainsFunc(p.Changes, func(c Change) bool { return c.Action != Create })
}

// distinct joins errors, each once: what stands in the way of many folders fails them all.
func distinct(errs []error) error {
	said := map[string]bool{}
	var once []error
	for _, err := range errs {
		if err != nil && !said[err.Error()] {
			said[err.Error()] = true
			once = append(once, err)
		}
	}
	return errors.Join(once...)
}

func isDirty(u unit) bool { return u.dirty }

// parallel does n pieces of work that do not touch each other's folders, in about the order of their numbers. The cursor is nil without a root.
func parallel(output string, root *os.Root, n int, work func(*cursor, int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(n, max(2, runtime.GOMAXPROCS(0))) {
		all.Go(func() {
			var c *cursor
			if root != nil {
				c = newCursor(output, root)
				defer c.up(0)
			}
			for i := int(next.Add(1) - 1); i < n; i = int(next.Add(1) - 1) {
				work(c, i)
			}
		})
	}
	all.Wait()
}
