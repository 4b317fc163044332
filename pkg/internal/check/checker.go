package check

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// IsTrue reports whether an optional boolean is set, and true.
func IsTrue(value *bool) bool { return value != nil && *value }

// Checker collects findings about the fields of one spec.
type Checker struct {
	Errorf   func(field diagnostic.Path, format string, args ...any) diagnostic.Finding
	Complete bool

	Findings diagnostic.Findings
}

// Add adds an error about a field. Only the finding keeps a copy of the path, so that the path of a right value costs its
// caller no memory.
func (c *Checker) Add(field diagnostic.Path, format string, args ...any) {
	c.Findings = append(c.Findings, c.Errorf(slices.Clone(field), format, args...))
}

// AddAs is add under a rule of its own.
func (c *Checker) AddAs(rule diagnostic.Rule, field diagnostic.Path, format string, args ...any) {
	c.Findings = append(c.Findings, c.Errorf(slices.Clone(field), format, args...).Under(rule))
}

// AddErr adds what a function says about a value, if it says anything.
func (c *Checker) AddErr(field diagnostic.Path, err error) {
	if err != nil {
		c.Add(field, "%v", err)
	}
}

// AddErrAs is addErr under a rule of its own.
func (c *Checker) AddErrAs(rule diagnostic.Rule, field diagnostic.Path, err error) {
	if err != nil {
		c.AddAs(rule, field, "%v", err)
	}
}

// Require reports a value that is missing from what must be complete. It reports whether there is a value to check.
func (c *Checker) Require(there bool, field diagnostic.Path, example string) bool {
	if !there && c.Complete {
		c.AddAs(diagnostic.RuleRequiredField, field, "must be set, such as %s", example)
	}
	return there
}

// AtLeast checks an optional number.
func (c *Checker) AtLeast(minimum int64, value *int32, field diagnostic.Path) {
	if value != nil && int64(*value) < minimum {
		c.Add(field, "must be at least %d, not %d", minimum, *value)
	}
}

// OneOf checks an enumeration.
func OneOf[T ~string](c *Checker, value T, field diagnostic.Path, allowed ...T) bool {
	if slices.Contains(allowed, value) {
		return true
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	c.Add(field, "%s", diagnostic.OneOf(string(value), names))
	return false
}

// Member refuses a member of a union that belongs to another type than the one chosen.
func (c *Checker) Member(there bool, field diagnostic.Path, chosen, owner string) {
	if there {
		c.AddAs(diagnostic.RuleUnionMember, field, "must not be set: it belongs to %s, not to %s", owner, chosen)
	}
}

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
