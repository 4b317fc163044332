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

// Error is one thing that is wrong.
type Error struct {
	Position

	// Subject names what the error is about, such as "FlinkSession analytics".
	// It stands in place of the position where there is none: for Go callers.
	Subject string

	// Path is the field; empty for the whole document.
	Path Path

	// Message says what must hold, such as "must be at least 1, not 0".
	Message string
}

// Error is the position or the subject, the path and the message, as far as
// they are known, on one line.
func (e Error) Error() string {
	where := e.Position.String()
	if where == "" {
		where = e.Subject
	}
	parts := make([]string, 0, 3)
	for _, part := range []string{where, e.Path.String(), e.Message} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ": ")
}

// String is Error: without it, that of the embedded Position would be printed.
func (e Error) String() string { return e.Error() }

func (e Error) compare(other Error) int {
	return cmp.Or(
		e.Position.compare(other.Position),
		strings.Compare(e.Subject, other.Subject),
		e.Path.Compare(other.Path),
		strings.Compare(e.Message, other.Message),
	)
}
