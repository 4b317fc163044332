package tree

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// maxDepth is how deep below the output folder a folder may stand: the writer finds folders that are no longer wanted by looking this deep.
const maxDepth = 2

// errNotMade is about a folder that is nil or zero.
var errNotMade = errors.New("tree: a folder must come from NewFolder")

// Folder is one unit of ownership in a tree, such as "flink/analytics" or "environments": written, indexed and pruned as a whole.
type Folder struct {
	path   string
	files  map[string]file
	leaves leaves
}

// file is a content in two parts.
type file struct{ own, shared []byte }

// content is a copy, so that nobody changes a tree by what it gives; not nil, which would mean no file.
func (f file) content() []byte {
	content := make([]byte, 0, len(f.own)+len(f.shared))
	return append(append(content, f.own...), f.shared...)
}

// NewFolder returns an empty folder at a path of one or two segments.
func NewFolder(path string) (*Folder, error) {
	if err := CheckPath(path); err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	if depth := strings.Count(path, "/") + 1; depth > maxDepth {
		return nil, fmt.Errorf("folder: path %q must have one or two segments, not %d", path, depth)
	}
	return &Folder{path: path, files: make(map[string]file, 24)}, nil // as many as an app with some environments has
}

// Path is where the folder stands in its tree; empty for a folder that NewFolder did not make.
func (f *Folder) Path() string {
	if f == nil {
		return ""
	}
	return f.path
}

// Add puts a copy of content at a path local to the folder.
func (f *Folder) Add(path string, content []byte) error { return f.AddJoined(path, content, nil) }

// AddJoined puts a copy of own, followed by shared, at a path local to the folder. The second part is not copied, so that
// the files of thousands of folders can have it in common; it must not be changed.
func (f *Folder) AddJoined(path string, own, shared []byte) error {
	if f == nil || f.files == nil {
		return errNotMade
	}
	if err := CheckPath(path); err != nil {
		return fmt.Errorf("folder %q: %w", f.path, err)
	}
	has := func(p string) bool { _, ok := f.files[p]; return ok }
	if err := f.leaves.add(path, has); err != nil {
		return fmt.Errorf("folder %q: %w", f.path, err)
	}
	f.files[path] = file{slices.Clone(own), shared}
	return nil
}

// File returns a copy of the content at a path local to the folder.
func (f *Folder) File(path string) ([]byte, bool) {
	if f == nil {
		return nil, false
	}
	file, ok := f.files[path]
	if !ok {
		return nil, false
	}
	return file.content(), true
}

// AppendFile appends the content at a path local to the folder to a buffer, or nothing where there is no file.
func (f *Folder) AppendFile(buffer []byte, path string) []byte {
	if f == nil {
		return buffer
	}
	file := f.files[path]
	return append(append(buffer, file.own...), file.shared...)
}

// Size is the length of the content at a path local to the folder, in bytes; 0 where there is no file.
func (f *Folder) Size(path string) int {
	if f == nil {
		return 0
	}
	file := f.files[path]
	return len(file.own) + len(file.shared)
}

// Len is the number of files.
func (f *Folder) Len() int {
	if f == nil {
		return 0
	}
	return len(f.files)
}

// Paths gives the paths of the files, local to the folder and sorted.
func (f *Folder) Paths() iter.Seq[string] {
	return func(yield func(string) bool) {
		if f == nil {
			return
		}
		for _, path := range slices.Sorted(maps.Keys(f.files)) {
			if !yield(path) {
				return
			}
		}
	}
}

// All gives the files by their paths local to the folder, sorted. The contents are copies.
func (f *Folder) All() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for path := range f.Paths() {
			if !yield(path, f.files[path].content()) {
				return
			}
		}
	}
}
