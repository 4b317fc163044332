package gittree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync/atomic"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// Report counts files by what became of them. Indexes are not counted.
type Report struct {
	Created, Updated, Deleted int
	// Kept are the files that are not as the tree wants them and that were left so: stale, edited or foreign.
	Kept int
}

// errChanged says that a plan no longer fits.
var errChanged = errors.New("must not change between planning and applying: plan again")

// Apply does what the plan says. Each file is replaced as a whole, so that readers and killed runs see the old content or the new one; whatever is
// interrupted, by a kill or an error, the next run finishes. Only one run at a time may write; another gives up. A file or an index that
// was changed after the plan was made is an error, never overwritten.
func (p *Plan) Apply() (Report, error) {
	var report Report
	for _, change := range p.Changes {
		if !change.writes() {
			report.Kept++
		}
	}
	if len(p.stages) == 0 && !slices.ContainsFunc(p.units, isDirty) {
		return report, nil
	}
	root := p.root
	if root == nil {
		var err error
		if root, err = p.output.make(); err != nil {
			return report, err
		}
		p.root = root
	} else if err := p.output.check(root); err != nil {
		return report, err
	}
	unlock, err := lock(p.output.shown, root)
	if err != nil {
		return report, err
	}
	defer unlock()

	errs := make([]error, len(p.units))
	parallel(p.output.shown, root, len(p.units), func(c *cursor, i int) { errs[i] = p.units[i].unchanged(c) })
	if err := distinct(errs); err != nil {
		return report, err
	}
	if err := p.removeStages(root); err != nil {
		return report, err
	}
	reports := make([]Report, len(p.units))
	var failed atomic.Bool // a full disk fails every folder: say so once
	parallel(p.output.shown, root, len(p.units), func(c *cursor, i int) {
		if p.units[i].dirty && !failed.Load() {
			if reports[i], errs[i] = p.units[i].apply(c, i); errs[i] != nil {
				failed.Store(true)
			}
		}
	})
	for _, r := range reports {
		report.Created += r.Created
		report.Updated += r.Updated
		report.Deleted += r.Deleted
	}
	if err := distinct(errs); err != nil {
		return report, err
	}
	return report, errors.Join(p.removeParents(newCursor(p.output.shown, root)), p.output.check(root))
}

// removeParents removes what stood above folders that are gone. The workers share it, so that it waits for them.
func (p *Plan) removeParents(c *cursor) error {
	defer c.up(0)
	for _, u := range p.units {
		if parent := path.Dir(u.path); !u.absent && len(u.after) == 0 && u.dirty && parent != "." {
			if err := removeEmpty(c, parent); err != nil {
				return err
			}
		}
	}
	return nil
}

// unchanged checks that no other run wrote the folder since it was planned: every run that writes a file writes the index first.
func (u unit) unchanged(c *cursor) error {
	dir, err := c.dir(u.path, false)
	if err != nil {
		return err
	}
	var info fs.FileInfo
	if dir != nil {
		if info, err = c.stat(dir, tree.IndexName, u.indexPath()); err != nil {
			return err
		}
	}
	if !same(u.storedInfo, info) {
		return fmt.Errorf("%s: %w", c.full(u.indexPath()), errChanged)
	}
	return nil
}

// same reports whether a file is still the one that was looked at.
func same(a, b fs.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// apply writes the folder. First the index takes in what is going to be written besides what is there, then come the files, and at last the index
// forgets what is gone: killed anywhere between, each file has a content that the index knows. A new folder comes as a whole.
func (u unit) apply(c *cursor, number int) (Report, error) {
	if u.absent {
		return u.create(c, number)
	}
	var report Report
	stored := u.stored
	if len(u.after) > 0 {
		if both := u.before.with(u.after).encode(u.owner); string(both) != string(stored) {
			if err := replace(c, u.indexPath(), both); err != nil {
				return report, err
			}
			stored = both
		}
	}
	for _, at := range u.leftovers {
		if err := remove(c, at+"/"+tempName); err != nil {
			return report, err
		}
	}
	for i, change := range u.changes {
		if !change.writes() {
			continue
		}
		if err := u.untouched(c, change.Path, u.infos[i]); err != nil {
			return report, err
		}
		switch change.Action {
		case Create, Update:
			if err := replace(c, change.Path, change.New()); err != nil {
				return report, err
			}
		case Delete:
			if err := remove(c, change.Path); err != nil {
				return report, err
			}
		}
		switch change.Action {
		case Create:
			report.Created++
		case Update:
			report.Updated++
		case Delete:
			report.Deleted++
		}
	}
	if err := u.removeFolders(c); err != nil {
		return report, err
	}
	if err := u.applyIndex(c, stored); err != nil {
		return report, err
	}
	if len(u.after) == 0 {
		return report, removeEmpty(c, u.path)
	}
	return report, nil
}

// untouched checks that nobody changed the file since it was planned.
func (u unit) untouched(c *cursor, at string, planned fs.FileInfo) error {
	dir, err := c.dir(path.Dir(at), false)
	if err != nil {
		return err
	}
	var info fs.FileInfo
	if dir != nil {
		if info, err = c.stat(dir, path.Base(at), at); err != nil {
			return err
		}
	}
	if !same(planned, info) {
		return fmt.Errorf("%s: %w", c.full(at), errChanged)
	}
	return nil
}

// applyIndex leaves the index as it must be, given what it says by now.
func (u unit) applyIndex(c *cursor, stored []byte) error {
	final := u.after.encode(u.owner)
	switch {
	case len(final) == 0 && u.storedInfo != nil:
		return remove(c, u.indexPath())
	case string(final) != string(stored):
		return replace(c, u.indexPath(), final)
	}
	return nil
}

// removeFolders removes the folders that are empty now that files of ours are gone. The index goes after them, since it tells of them.
func (u unit) removeFolders(c *cursor) error {
	gone := index{}
	for name, sums := range u.before {
		if _, ok := u.after[name]; !ok {
			gone[name] = sums
		}
	}
	for _, dir := range slices.Backward(gone.folders()) {
		if dir == "." {
			continue
		}
		if err := removeEmpty(c, u.path+"/"+dir); err != nil {
			return err
		}
	}
	return nil
}
