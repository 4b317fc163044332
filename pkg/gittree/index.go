package gittree

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// sum is the hash of a file's content.
type sum [sha256.Size]byte

// index records the generated files of a folder: each path with every content that was generated and that it may have. That is one content, or two from just
// before the first file of a run is replaced until just after the last one (so that a run that is killed leaves nothing that looks edited by hand), or
// those of both sides of a merge. Contents are sorted.
type index map[string][]sum

// indexState tells what was out of the ordinary in an index file.
type indexState struct {
	conflict    bool     // markers of a merge conflict
	crlf        bool     // CRLF line ends
	interrupted bool     // two contents for a path, and no conflict
	owners      []string // the workspaces that it names: none, one, or those of both sides of a merge
}

// maxIndex is the size above which an index is neither read nor written. That is room for some 100,000 files in one folder, and anybody may have
// written an index that is longer.
const maxIndex = 16 << 20

// unknownSum stands in an index for a content that nobody knows, as no content has it: the file was there when the index was lost,
// and goes on being reported.
var unknownSum sum

// sumLength is the length of a hash and the two spaces after it.
const sumLength = 2*sha256.Size + 2

// parseIndex reads an index file strictly: its lines decide what is deleted, and anybody may have written them. What it takes grows with the size of the
// file and no faster.
func parseIndex(file string, data []byte) (index, indexState, error) {
	known := index{}
	var state indexState
	number := 0
	for line := range bytes.Lines(data) {
		number++
		text := strings.TrimSuffix(string(line), "\n")
		if trimmed, ok := strings.CutSuffix(text, "\r"); ok {
			text, state.crlf = trimmed, true
		}
		if isConflictMarker(text) {
			state.conflict = true
			continue
		}
		if owner, ok := strings.CutPrefix(text, ownerPrefix); ok {
			if err := validOwner(owner); err != nil {
				return nil, state, fmt.Errorf("%s:%d: %w", file, number, err)
			}
			if state.owners = append(state.owners, owner); len(state.owners) > 1 && !state.conflict {
				return nil, state, fmt.Errorf("%s:%d: must name one workspace, not %q and %q", file, number, state.owners[0], owner)
			}
			continue
		}
		if len(text) <= sumLength || text[sumLength-2:sumLength] != "  " || strings.ToLower(text[:sumLength]) != text[:sumLength] {
			return nil, state, fmt.Errorf("%s:%d: must be 64 lower-case hexadecimal digits, two spaces and a path, not %.80q", file, number, text)
		}
		var s sum
		if _, err := hex.Decode(s[:], []byte(text[:sumLength-2])); err != nil {
			return nil, state, fmt.Errorf("%s:%d: must begin with 64 hexadecimal digits, not %q", file, number, text[:sumLength-2])
		}
		name := text[sumLength:]
		if err := tree.CheckPath(name); err != nil {
			return nil, state, fmt.Errorf("%s:%d: %w", file, number, err)
		}
		known[name] = append(known[name], s)
	}
	for name, sums := range known {
		known[name] = each(sums)
		state.interrupted = state.interrupted || len(known[name]) > 1 && !state.conflict
	}
	return known, state, nil
}

// Indexed returns the generated files that an index lists, by their paths in its folder, sorted. The error says where what it was
// given is no index.
func Indexed(content []byte) ([]string, error) {
	known, _, err := parseIndex(tree.IndexName, content)
	return slices.Sorted(maps.Keys(known)), err
}

// Unedited reports whether an index lists each of some files of its folder, by their paths in it, with the content that they have:
// they are as they were generated.
func Unedited(index []byte, files map[string][]byte) bool {
	known, state, err := parseIndex(tree.IndexName, index)
	if err != nil || state.conflict || state.interrupted {
		return false
	}
	for name, content := range files {
		if sums := known[name]; len(sums) != 1 || sums[0] != sha256.Sum256(content) {
			return false
		}
	}
	return true
}

// hasConflict reports whether Git left both sides of a merge in a text: each of the three marks begins a line, in their order.
func hasConflict(text []byte) bool {
	for i, mark := range []string{"<<<<<<< ", "=======", ">>>>>>> "} {
		at := -1
		if i == 0 && bytes.HasPrefix(text, []byte(mark)) {
			at = 0
		} else if at = bytes.Index(text, []byte("\n"+mark)); at < 0 {
			return false
		}
		text = text[at+len(mark):]
	}
	return true
}

// isConflictMarker reports whether Git wrote the line into a file that it could not merge.
func isConflictMarker(line string) bool {
	for _, marker := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if rest, ok := strings.CutPrefix(line, marker); ok && (rest == "" || rest[0] == ' ') {
			return true
		}
	}
	return false
}

// add records contents for a path.
func (x index) add(name string, sums ...sum) {
	if len(sums) > 0 {
		x[name] = each(append(x[name], sums...))
	}
}

// each sorts contents and leaves one of each.
func each(sums []sum) []sum {
	if len(sums) > 1 {
		slices.SortFunc(sums, func(a, b sum) int { return bytes.Compare(a[:], b[:]) })
		sums = slices.Compact(sums)
	}
	return sums
}

// with returns an index that holds what either holds.
func (x index) with(other index) index {
	both := make(index, len(x))
	for name, sums := range x {
		both.add(name, sums...)
	}
	for name, sums := range other {
		both.add(name, sums...)
	}
	return both
}

// folders are the folders of the paths, "." among them, each before the ones inside it.
func (x index) folders() []string {
	all := map[string]bool{}
	for name := range x {
		for dir := path.Dir(name); !all[dir]; dir = path.Dir(dir) {
			all[dir] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// checkIndexSize refuses to write an index that could not be read again.
func checkIndexSize(path string, size int) error {
	if size > maxIndex {
		return fmt.Errorf("%s: an index must be at most %d bytes long, not %d with what is there and what is to be written: the folder has too many files", path, maxIndex, size)
	}
	return nil
}

// encode writes the index of a workspace, or of none, as `sha256sum -c` reads it; nothing for an empty one.
func (x index) encode(owner string) []byte {
	var b []byte
	if len(x) > 0 {
		b = appendOwner(b, owner)
	}
	for _, name := range slices.Sorted(maps.Keys(x)) {
		for _, s := range x[name] {
			b = appendLine(b, name, s)
		}
	}
	return b
}

// appendOwner appends the line of an index that names a workspace, or nothing for none.
func appendOwner(b []byte, owner string) []byte {
	if owner == "" {
		return b
	}
	return append(append(append(b, ownerPrefix...), owner...), '\n')
}

// appendLine appends the line of an index for a content of a path.
func appendLine(b []byte, name string, s sum) []byte {
	b = hex.AppendEncode(b, s[:])
	b = append(b, "  "...)
	b = append(b, name...)
	return append(b, '\n')
}
