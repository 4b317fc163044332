package diagnostic

import (
	"cmp"
	"strconv"
	"strings"
)

// Position is a place in a file of the user's. Lines and columns count from 1;
// 0 is unknown.
type Position struct {
	File   string
	Line   int
	Column int
}

// String is file:line:column, as far as it is known.
func (p Position) String() string {
	parts := make([]string, 0, 3)
	if p.File != "" {
		parts = append(parts, p.File)
	}
	if p.Line > 0 {
		parts = append(parts, strconv.Itoa(p.Line))
		if p.Column > 0 {
			parts = append(parts, strconv.Itoa(p.Column))
		}
	}
	return strings.Join(parts, ":")
}

func (p Position) compare(other Position) int {
	return cmp.Or(
		strings.Compare(p.File, other.File),
		cmp.Compare(p.Line, other.Line),
		cmp.Compare(p.Column, other.Column),
	)
}
