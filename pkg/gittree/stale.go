package gittree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// withStale returns the tree's folders and, empty, the ones that earlier runs may have left and that the tree no longer has, in the order of their
// paths. It looks only where trees have folders: whatever else is below the output folder, such as another output folder, is not ours. The stages are new
// folders in which a run was killed.
func withStale(output string, root *os.Root, t *tree.Tree) (all []*tree.Folder, stages []string, err error) {
	c := newCursor(output, root)
	defer c.up(0)
	reserved := t.Reserved()
	inside := map[string]string{} // the first segment of a folder's path -> the folder
	for _, f := range t.Folders() {
		if first, _, ok := strings.Cut(f.Path(), "/"); ok {
			inside[first] = f.Path()
		}
	}
	all = t.Folders()
	tops, err := subfolders(c, ".")
	if err != nil {
		return nil, nil, err
	}
	for _, top := range tops {
		if isStage(top) {
			stages = append(stages, top)
			continue
		}
		if _, ok := t.Folder(top); ok {
			continue // whatever is inside belongs to it
		}
		if slices.Contains(reserved, top) {
			f, err := tree.NewFolder(top)
			if err != nil {
				return nil, nil, err
			}
			all = append(all, f)
			continue
		}
		below, used := inside[top]
		if !used && !slices.Contains(reserved, top+"/*") {
			continue
		}
		around, err := hasRecords(c, top)
		if err != nil {
			return nil, nil, err
		}
		if around && used {
			return nil, nil, fmt.Errorf("%s: must not stand around %q, which has an index of its own: remove it", c.full(top+"/"+tree.IndexName), below)
		}
		subs, err := subfolders(c, top)
		if err != nil {
			return nil, nil, err
		}
		for _, sub := range subs {
			if isStage(sub) {
				stages = append(stages, path.Join(top, sub))
				continue
			}
			f, err := staleFolder(c, t, path.Join(top, sub))
			if err != nil {
				return nil, nil, err
			}
			if f != nil {
				all = append(all, f)
			}
		}
	}
	slices.SortFunc(all, func(a, b *tree.Folder) int { return strings.Compare(a.Path()+"/", b.Path()+"/") })
	return all, stages, nil
}

// staleFolder is a folder that may be ours, or nil.
func staleFolder(c *cursor, t *tree.Tree, dir string) (*tree.Folder, error) {
	if _, ok := t.Folder(dir); ok {
		return nil, nil
	}
	f, err := tree.NewFolder(dir)
	if err == nil {
		return f, nil
	}
	ours, recordsErr := hasRecords(c, dir)
	if recordsErr != nil || !ours {
		return nil, recordsErr
	}
	return nil, fmt.Errorf("%s: holds an index, but cannot be a folder of ours: %w", c.full(dir), err)
}

// subfolders are the names of the folders in a folder, without Git's own and without symbolic links.
func subfolders(c *cursor, at string) ([]string, error) {
	dir, err := c.dir(at, false)
	if err != nil || dir == nil {
		return nil, err
	}
	f, err := dir.Open(".")
	if err != nil {
		return nil, c.failed(at, err)
	}
	defer f.Close()
	entries, err := f.ReadDir(-1)
	if err != nil {
		return nil, c.failed(at, err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != ".git" {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names, nil
}

// hasRecords reports whether a folder holds an index, or what a run left that was killed before it could write one.
func hasRecords(c *cursor, at string) (bool, error) {
	parent, err := c.dir(path.Dir(at), false)
	if err != nil || parent == nil {
		return false, err
	}
	for _, name := range []string{tree.IndexName, tempName} {
		_, err := parent.Lstat(path.Base(at) + "/" + name)
		if err == nil {
			return true, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return false, c.failed(at+"/"+name, err)
		}
	}
	return false, nil
}
