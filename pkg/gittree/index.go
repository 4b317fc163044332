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

// index records what is ours in a folder: each path with every content that we gave it and that may stand there. That is one content, or two from just
// before the first file of a run is replaced until just after the last one (so that a run that is killed leaves nothing that looks edited by hand), or
// those of both sides of a merge.
type index map[string][]sum

// indexState tells what was out of the ordinary in an index file.
type indexState struct {
	conflict    bool     // markers of a merge conflict
	crlf        bool     // CRLF line ends
	interrupted bool     // two contents for a path, and no conflict
	owners      []string // the workspaces that it names: none, one, or those of both sides of a merge
}

// unknownSum stands in an index for a content that nobody knows, as no content has it: the file was there when the index was lost,
// and goes on being reported.
var unknownSum sum

// sumLength is the length of a hash and the two spaces after it.
const sumLength = 2*sha256.Size + 2

// parseIndex reads an index file strictly: its lines decide what is deleted, and anybody may have written them.
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
			return nil, state, fmt.Errorf("%s:%d: must be 64 lower-case hexadecimal digits, two spaces and a path, not %q", file, number, text)
		}
		var s sum
		if _, err := hex.Decode(s[:], []byte(text[:sumLength-2])); err != nil {
			return nil, state, fmt.Errorf("%s:%d: must begin with 64 hexadecimal digits, not %q", file, number, text[:sumLength-2])
		}
		name := text[sumLength:]
		if err := tree.CheckPath(name); err != nil {
			return nil, state, fmt.Errorf("%s:%d: %w", file, number, err)
		}
		known.add(name, s)
		state.interrupted = state.interrupted || len(known[name]) > 1
	}
	state.interrupted = state.interrupted && !state.conflict
	return known, state, nil
}

// isConflictMarker tells whether Git wrote the line into a file that it could not merge.
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
	for _, s := range sums {
		if !slices.Contains(x[name], s) {
			x[name] = append(x[name], s)
		}
	}
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

// encode writes the index of a workspace, or of none, as `sha256sum -c` reads it; nothing for an empty one.
func (x index) encode(owner string) []byte {
	var b []byte
	if owner != "" && len(x) > 0 {
		b = append(b, ownerPrefix+owner+"\n"...)
	}
	for _, name := range slices.Sorted(maps.Keys(x)) {
		sums := slices.SortedFunc(slices.Values(x[name]), func(a, b sum) int { return bytes.Compare(a[:], b[:]) })
		for _, s := range sums {
			b = hex.AppendEncode(b, s[:])
			b = append(b, "  "...)
			b = append(b, name...)
			b = append(b, '\n')
		}
	}
	return b
}
