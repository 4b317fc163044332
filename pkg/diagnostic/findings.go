package diagnostic

import (
	"slices"
	"strings"
)

// Findings are those of a run, in any order. Append to them, and return their Err.
type Findings []Finding

// Sorted is a copy of the findings, by file, line, column, subject, path and
// message, with one of each. What is said of the base, without an environment, is
// not said again of its environments. Their messages are as anybody may see them:
// visible, with stars in the place of what has the form of a credential.
func (l Findings) Sorted() Findings {
	sorted := slices.Clone(l)
	for i := range sorted {
		sorted[i].Message = safe(sorted[i].Message)
	}
	slices.SortFunc(sorted, Finding.compare)
	kept := sorted[:0]
	for _, f := range sorted {
		if n := len(kept); n == 0 || !kept[n-1].covers(f) {
			kept = append(kept, f)
		}
	}
	return kept
}

// covers reports whether another finding adds nothing to f.
func (f Finding) covers(other Finding) bool {
	return f.compareWords(other) == 0 && (f.Environment == "" || f.Environment == other.Environment)
}

// Has reports whether a finding is there, of whatever environment.
func (l Findings) Has(f Finding) bool {
	return slices.ContainsFunc(l, func(other Finding) bool { return f.compareWords(other) == 0 })
}

// HasErrors reports whether one of the findings is an error.
func (l Findings) HasErrors() bool {
	return slices.ContainsFunc(l, func(f Finding) bool { return f.Severity == SeverityError })
}

// Err is nil where no finding is an error, and all of them, sorted, otherwise.
func (l Findings) Err() error {
	if !l.HasErrors() {
		return nil
	}
	return l.Sorted()
}

// Error is the sorted findings, one per line.
func (l Findings) Error() string {
	var b strings.Builder
	for i, e := range l.Sorted() {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.Error())
	}
	return b.String()
}

// Unwrap lets errors.As and errors.Is look at each finding.
func (l Findings) Unwrap() []error {
	unwrapped := make([]error, len(l))
	for i, e := range l {
		unwrapped[i] = e
	}
	return unwrapped
}

// AcrossEnvironments says once, of no environment, what is the same in all of the environments, of which there are
// several, and in any what is also said of none.
func (l Findings) AcrossEnvironments(environments int) Findings {
	sorted := slices.Clone(l)
	slices.SortFunc(sorted, Finding.compare)
	var kept Findings
	for len(sorted) > 0 {
		first, n := sorted[0], 0
		named := map[string]bool{}
		for n < len(sorted) && first.compareWords(sorted[n]) == 0 {
			named[sorted[n].Environment] = true
			n++
		}
		if named[""] || environments > 1 && len(named) == environments {
			first.Environment = ""
			kept = append(kept, first)
		} else {
			kept = append(kept, sorted[:n]...)
		}
		sorted = sorted[n:]
	}
	return kept
}
