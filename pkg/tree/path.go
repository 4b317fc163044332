package tree

import (
	"fmt"
	"io/fs"
	"iter"
	"strings"
	"unicode"
)

const (
	// ReservedPrefix is how the names of the writer's own files begin; no segment of a path may begin with it.
	ReservedPrefix = ".flinkustomize"
	// IndexName is the file in which the writer records what it owns in a folder.
	IndexName = ReservedPrefix + ".sha256"

	// maxSegment is the longest name that common file systems take.
	maxSegment = 255
	// maxPath is the longest path that Git and Linux take, less room for where the output folder stands.
	maxPath = 2048
)

// CheckPath reports whether a path can stand in a tree: relative, divided by slashes, in its shortest form, and made of names that can be checked
// out on common systems and that are neither Git's nor the writer's own.
func CheckPath(path string) error {
	switch {
	case path == "" || path == "." || !fs.ValidPath(path):
		return fmt.Errorf("path %q must be relative, in UTF-8, and without empty, %q or %q segments", path, ".", "..")
	case len(path) > maxPath:
		return fmt.Errorf("path %q must be at most %d bytes long, not %d", path[:64]+"...", maxPath, len(path))
	case strings.ContainsRune(path, '\\'):
		return fmt.Errorf("path %q must be divided by slashes and must not contain a backslash", path)
	case strings.ContainsFunc(path, func(r rune) bool { return !unicode.IsGraphic(r) }):
		return fmt.Errorf("path %q must not contain control or invisible characters", path)
	}
	for segment := range strings.SplitSeq(path, "/") {
		switch {
		case len(segment) > maxSegment:
			return fmt.Errorf("path %q must have names of at most %d bytes, not %d", path, maxSegment, len(segment))
		case strings.EqualFold(segment, ".git"):
			return fmt.Errorf("path %q must not lead into a .git folder", path)
		case len(segment) >= len(ReservedPrefix) && strings.EqualFold(segment[:len(ReservedPrefix)], ReservedPrefix):
			return fmt.Errorf("path %q must not have a name that begins with %q: such names are reserved for the writer's own files", path, ReservedPrefix)
		}
	}
	return nil
}

// leaves is a set of paths of which none is another's parent, and none another's but for upper and lower case.
type leaves struct {
	parents map[string]string // every parent of a path in the set, and the path that brought it
	folded  map[string]string // paths and parents with capitals, by what they are without
}

// add takes a path, given the test for membership, or says with what it clashes.
func (l *leaves) add(path string, has func(string) bool) error {
	if has(path) {
		return fmt.Errorf("path %q must be added only once", path)
	}
	if below, ok := l.parents[path]; ok {
		return fmt.Errorf("path %q must not be a parent of %q", path, below)
	}
	for i, c := range path {
		if c == '/' && has(path[:i]) {
			return fmt.Errorf("path %q must not be inside %q", path, path[:i])
		}
	}
	if other := l.otherCase(path, has); other != "" {
		return fmt.Errorf("path %q must differ from %q by more than upper and lower case: some disks hold only one of them", path, other)
	}
	for i, c := range path {
		if c != '/' {
			continue
		}
		if l.parents == nil {
			l.parents = map[string]string{}
		}
		if _, ok := l.parents[path[:i]]; !ok {
			l.parents[path[:i]] = path
		}
	}
	for part := range prefixes(path) {
		if small := strings.ToLower(part); small != part {
			if l.folded == nil {
				l.folded = map[string]string{}
			}
			l.folded[small] = part
		}
	}
	return nil
}

// otherCase is a path or parent of the set that differs from the path or one of its parents by case only; empty if there is none.
func (l *leaves) otherCase(path string, has func(string) bool) string {
	for part := range prefixes(path) {
		small := strings.ToLower(part)
		if other, ok := l.folded[small]; ok && other != part {
			return other
		}
		if small != part {
			if _, ok := l.parents[small]; ok || has(small) {
				return small
			}
		}
	}
	return ""
}

// prefixes gives the parents of a path, and the path.
func prefixes(path string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i, c := range path {
			if c == '/' && !yield(path[:i]) {
				return
			}
		}
		yield(path)
	}
}
