package diagnostic

import (
	"cmp"
	"slices"
	"strings"
)

// Severity says what a finding does to a run.
type Severity int

const (
	// SeverityError stops the run: nothing is written.
	SeverityError Severity = iota

	// SeverityWarning is shown, and what it is about is written.
	SeverityWarning
)

// String is the severity in lower case, as JSON and SARIF write it.
func (s Severity) String() string {
	if s == SeverityWarning {
		return "warning"
	}
	return "error"
}

// Finding is one thing that a check has to say.
type Finding struct {
	Position

	// Subject names what the finding is about, such as "FlinkSession analytics".
	// It stands in place of the position where there is none: for Go callers.
	Subject string

	// Environment names the one environment that the finding is about; empty
	// where it is about all of them, or about none.
	Environment string

	// Path is the field; empty for the whole document.
	Path Path

	// Rule is what was broken. Its zero value is RuleInvalidValue.
	Rule Rule

	// Severity is that of the rule, unless the run says otherwise.
	Severity Severity

	// Message says of a field what must hold, such as "must be at least 1, not 0",
	// and otherwise what is the case and what to do.
	Message string
}

// Under is the finding under a rule, with the severity of that rule.
func (f Finding) Under(rule Rule) Finding {
	f.Rule, f.Severity = rule, rule.Severity()
	return f
}

// Error is the position or the subject, the environment, the path and the
// message, as far as they are known, on one line. A warning says that it is one.
func (f Finding) Error() string {
	where := f.Position.String()
	if where == "" {
		where = f.Subject
	}
	parts := make([]string, 0, 5)
	parts = append(parts, strings.ReplaceAll(where, "\n", `\n`)) // a file's name may be anything
	if f.Severity == SeverityWarning {
		parts = append(parts, f.Severity.String())
	}
	if f.Environment != "" && !f.namesEnvironment() {
		parts = append(parts, "environment "+f.Environment)
	}
	parts = append(parts, f.Path.String(), f.Message)
	return safe(strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ": "))
}

// namesEnvironment reports whether the path leads through the environment, as
// spec.environments.prod does.
func (f Finding) namesEnvironment() bool {
	i := slices.IndexFunc(f.Path, func(e Element) bool { return e.name == "environments" })
	return i >= 0 && i+1 < len(f.Path) && f.Path[i+1].name == f.Environment
}

// String is Error: without it, that of the embedded Position would be printed.
func (f Finding) String() string { return f.Error() }

func (f Finding) compare(other Finding) int {
	return cmp.Or(
		f.compareWords(other),
		strings.Compare(f.Environment, other.Environment),
		cmp.Compare(f.Severity, other.Severity),
		cmp.Compare(f.Rule, other.Rule),
	)
}

// compareWords orders findings by what they say, whatever environment and rule they are about.
func (f Finding) compareWords(other Finding) int {
	return cmp.Or(
		f.Position.compare(other.Position),
		strings.Compare(f.Subject, other.Subject),
		f.Path.Compare(other.Path),
		strings.Compare(f.Message, other.Message),
	)
}
