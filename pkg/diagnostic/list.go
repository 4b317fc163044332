package diagnostic

import (
	"slices"
	"strings"
)

// List is the errors of a run, in any order. Append to it, and return its Err.
type List []Error

// Sorted is a copy of the list, by file, line, column, subject, path and
// message, with one of each.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortFunc(sorted, Error.compare)
	return slices.CompactFunc(sorted, func(a, b Error) bool { return a.compare(b) == 0 })
}

// Err is nil for an empty list, and the sorted list otherwise.
func (l List) Err() error {
	if len(l) == 0 {
		return nil
	}
	return l.Sorted()
}

// Error is the sorted errors, one per line.
func (l List) Error() string {
	var b strings.Builder
	for i, e := range l.Sorted() {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.Error())
	}
	return b.String()
}

// Unwrap lets errors.As and errors.Is look at each error.
func (l List) Unwrap() []error {
	unwrapped := make([]error, len(l))
	for i, e := range l {
		unwrapped[i] = e
	}
	return unwrapped
}
