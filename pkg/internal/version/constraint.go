package version

import (
	"errors"
	"strings"

	"github.com/blang/semver/v4"

	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// Constraint says which versions a workspace takes.
type Constraint struct {
	text string
	in   semver.Range
}

// short matches a version in a constraint that leaves out the patch release, or that and the minor one.
var short = lazyregexp.New(`(^|[\s<>=!|])(\d+|\d+\.\d+)($|[\s|])`)

// ParseConstraint reads one: comparisons with =, !=, >, >=, < and <=, of which all must hold, separated by spaces, and || between
// alternatives, such as ">=0.2 <0.4" or "0.2". A version without its last parts stands for all that it begins, so that 0.2 is
// every patch release of it, and >0.2 begins with 0.3.0.
func ParseConstraint(text string) (Constraint, error) {
	complete := text
	for short.MatchString(complete) { // neighbours share the character between them
		complete = short.ReplaceAllString(complete, "$1$2.x$3")
	}
	in, err := semver.ParseRange(complete)
	if err != nil {
		return Constraint{}, errors.New(`must be a constraint of versions such as ">=0.2" or ">=0.2 <0.4"`)
	}
	return Constraint{text: text, in: in}, nil
}

// String returns the constraint as it was written.
func (c Constraint) String() string { return c.text }

// Takes reports whether a version, such as v0.2.0, is in the constraint, and whether that is known: it is not for an empty version, nor
// for that of a commit that no release precedes, for which the Go toolchain makes up v0.0.0 with a date.
func (c Constraint) Takes(version string) (takes, known bool) {
	parsed, err := semver.Parse(strings.TrimPrefix(version, "v"))
	if err != nil || strings.HasPrefix(version, "v0.0.0-") {
		return false, false
	}
	return c.in(parsed), true
}
