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

// withStale returns the tree's folders and, empty, the ones that earlier runs left and that the tree no longer has, in the order of their paths.
// A folder stands at most two below the output folder, so that looking for indexes there finds them all, and goes no deeper into what is not ours.
func withStale(output string, root *os.Root, t *tree.Tree) ([]*tree.Folder, error) {
	c := newCursor(output, root)
	defer c.up(0)
	inside := map[string]string{} // the first segment of a folder's path -> the folder
	for _, f := range t.Folders() {
		if first, _, ok := strings.Cut(f.Path(), "/"); ok {
			inside[first] = f.Path()
		}
	}
	all := t.Folders()
	add := func(dir string) error {
		f, err := tree.NewFolder(dir)
		if err != nil {
			return fmt.Errorf("%s: holds an index, but cannot be a folder of ours: %w", c.full(dir), err)
		}
		all = append(all, f)
		return nil
	}
	tops, err := subfolders(c, ".")
	if err != nil {
		return nil, err
	}
	for _, top := range tops {
		if _, ok := t.Folder(top); ok {
			continue // whatever is inside belongs to it
		}
		ours, err := hasRecords(c, top)
		if err != nil {
			return nil, err
		}
		if ours {
			if below, ok := inside[top]; ok {
				return nil, fmt.Errorf("%s: must not stand around %q, which has an index of its own: remove it", c.full(top+"/"+tree.IndexName), below)
			}
			if err := add(top); err != nil {
				return nil, err
			}
			continue
		}
		subs, err := subfolders(c, top)
		if err != nil {
			return nil, err
		}
		for _, sub := range subs {
			dir := path.Join(top, sub)
			if _, ok := t.Folder(dir); ok {
				continue
			}
			ours, err := hasRecords(c, dir)
			if err != nil {
				return nil, err
			}
			if !ours {
				continue
			}
			if err := add(dir); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(all, func(a, b *tree.Folder) int { return strings.Compare(a.Path()+"/", b.Path()+"/") })
	return all, nil
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

// hasRecords tells whether a folder holds an index, or what a run left that was killed before it could write one.
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
