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
	if isPlain(path) {
		return nil
	}
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

// isPlain reports whether a path is as most are, so that nothing of it needs a closer look: short, of letters, digits, '-', '_' and '.',
// and without names that begin with a dot.
func isPlain(path string) bool {
	begins := true // a name
	for i := range len(path) {
		switch c := path[i]; {
		case c == '/' || c == '.':
			if begins {
				return false
			}
			begins = c == '/'
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_':
			begins = false
		default:
			return false
		}
	}
	return !begins && len(path) <= maxSegment
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
	known := l.known(path)
	for part := range prefixes(path, known) {
		if part != path && has(part) {
			return fmt.Errorf("path %q must not be inside %q", path, part)
		}
	}
	for part := range prefixes(path, known) {
		if other := l.otherCase(part, has); other != "" {
			return fmt.Errorf("path %q must differ from %q by more than upper and lower case: some disks hold only one of them", path, other)
		}
	}
	for part := range prefixes(path, known) {
		if part != path {
			if l.parents == nil {
				l.parents = map[string]string{}
			}
			l.parents[part] = path
		}
		if small := strings.ToLower(part); small != part {
			if l.folded == nil {
				l.folded = map[string]string{}
			}
			l.folded[small] = part
		}
	}
	return nil
}

// known is how long the longest parent of a path is that is a parent in the set already: it has been held against all others.
func (l *leaves) known(path string) int {
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == '/' {
			if _, ok := l.parents[path[:i]]; ok {
				return i
			}
		}
	}
	return 0
}

// otherCase is a path or parent of the set that differs from a path by case only; empty if there is none.
func (l *leaves) otherCase(path string, has func(string) bool) string {
	small := strings.ToLower(path)
	if other, ok := l.folded[small]; ok && other != path {
		return other
	}
	if small != path {
		if _, ok := l.parents[small]; ok || has(small) {
			return small
		}
	}
	return ""
}

// prefixes gives the parents of a path that are longer than some length, and the path.
func prefixes(path string, longer int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := longer + 1; i < len(path); i++ {
			if path[i] == '/' && !yield(path[:i]) {
				return
			}
		}
		yield(path)
	}
}
