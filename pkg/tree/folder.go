package tree

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// maxDepth is how deep below the output folder a folder may stand: the writer finds folders that are no longer wanted by looking this deep.
const maxDepth = 2

// Folder is one unit of ownership in a tree, such as "flink/analytics" or "environments": written, indexed and pruned as a whole.
type Folder struct {
	path   string
	files  map[string]file
	leaves leaves
}

// file is a content in two parts.
type file struct{ own, shared []byte }

func (f file) content() []byte {
	switch {
	case len(f.shared) == 0:
		return f.own
	case len(f.own) == 0:
		return f.shared
	}
	return slices.Concat(f.own, f.shared)
}

// NewFolder returns an empty folder at a path of one or two segments.
func NewFolder(path string) (*Folder, error) {
	if err := CheckPath(path); err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	if depth := strings.Count(path, "/") + 1; depth > maxDepth {
		return nil, fmt.Errorf("folder: path %q must have one or two segments, not %d", path, depth)
	}
	return &Folder{path: path, files: map[string]file{}}, nil
}

// Path is where the folder stands in its tree.
func (f *Folder) Path() string { return f.path }

// Add puts a copy of content at a path local to the folder.
func (f *Folder) Add(path string, content []byte) error { return f.AddJoined(path, content, nil) }

// AddJoined puts a copy of own, followed by shared, at a path local to the folder. The second part is not copied, so that
// the files of thousands of folders can have it in common; it must not be changed.
func (f *Folder) AddJoined(path string, own, shared []byte) error {
	if err := CheckPath(path); err != nil {
		return fmt.Errorf("folder %q: %w", f.path, err)
	}
	has := func(p string) bool { _, ok := f.files[p]; return ok }
	if err := f.leaves.add(path, has); err != nil {
		return fmt.Errorf("folder %q: %w", f.path, err)
	}
	f.files[path] = file{append([]byte{}, own...), shared} // not nil, which would mean no file
	return nil
}

// File returns the content at a path local to the folder. It must not be changed.
func (f *Folder) File(path string) ([]byte, bool) {
	file, ok := f.files[path]
	return file.content(), ok
}

// Len is the number of files.
func (f *Folder) Len() int { return len(f.files) }

// All gives the files by their paths local to the folder, sorted. The contents must not be changed.
func (f *Folder) All() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, path := range slices.Sorted(maps.Keys(f.files)) {
			if !yield(path, f.files[path].content()) {
				return
			}
		}
	}
}
