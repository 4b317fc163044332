package tree

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// Tree is a set of folders. The zero value is an empty tree, and nil is read as one.
type Tree struct {
	folders  map[string]*Folder
	leaves   leaves
	reserved []string
}

// Reserve says which folders are ours, whether or not the tree has them: where it has not, an earlier one had. Each is a
// path, such as environments, or all folders in one, such as flink/*.
func (t *Tree) Reserve(folders ...string) { t.reserved = append(t.reserved, folders...) }

// Reserved returns what Reserve was told.
func (t *Tree) Reserved() []string {
	if t == nil {
		return nil
	}
	return slices.Clone(t.reserved)
}

// Add puts a folder into the tree. Neither may it be there already, nor be inside another folder or around one.
func (t *Tree) Add(f *Folder) error {
	if t == nil {
		return errors.New("tree: a folder must be added to a tree, not to nil")
	}
	if f.Path() == "" {
		return errNotMade
	}
	has := func(p string) bool { _, ok := t.folders[p]; return ok }
	if err := t.leaves.add(f.path, has); err != nil {
		return fmt.Errorf("tree: folder %w", err)
	}
	if t.folders == nil {
		t.folders = map[string]*Folder{}
	}
	t.folders[f.path] = f
	return nil
}

// all are the folders by their paths.
func (t *Tree) all() map[string]*Folder {
	if t == nil {
		return nil
	}
	return t.folders
}

// Folder returns the folder at a path.
func (t *Tree) Folder(path string) (*Folder, bool) {
	f, ok := t.all()[path]
	return f, ok
}

// Folders returns the folders in the order in which All gives their files.
func (t *Tree) Folders() []*Folder {
	return slices.SortedFunc(maps.Values(t.all()), func(a, b *Folder) int { return comparePaths(a.path, b.path) })
}

// comparePaths orders folders as their files are ordered: by the slash that follows too, so that "flink/a-b" is before "flink/a",
// since "flink/a-b/x" is before "flink/a/x".
func comparePaths(a, b string) int {
	n := min(len(a), len(b))
	switch order := strings.Compare(a[:n], b[:n]); {
	case order != 0:
		return order
	case len(a) < len(b):
		return cmp.Or(cmp.Compare('/', b[n]), -1)
	case len(a) > len(b):
		return cmp.Or(cmp.Compare(a[n], '/'), 1)
	}
	return 0
}

// File returns a copy of the content at a full path.
func (t *Tree) File(path string) ([]byte, bool) {
	for i, c := range path {
		if c != '/' {
			continue
		}
		if f, ok := t.all()[path[:i]]; ok {
			return f.File(path[i+1:])
		}
	}
	return nil, false
}

// Len is the number of files.
func (t *Tree) Len() int {
	n := 0
	for _, f := range t.all() {
		n += f.Len()
	}
	return n
}

// All gives the files by their full paths, sorted. The contents are copies.
func (t *Tree) All() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, f := range t.Folders() {
			for path, content := range f.All() {
				if !yield(f.path+"/"+path, content) {
					return
				}
			}
		}
	}
}
