package explain

import "github.com/flinkustomize/flinkustomize/pkg/diagnostic"

// Rule is what a finding is about.
type Rule struct {
	ID       string `json:"id"`
	Severity string `json:"severity"`

	// Summary says what is wrong where the rule is broken, Remedy what to do about it.
	Summary string `json:"summary"`
	Remedy  string `json:"remedy"`

	// Waivable reports whether a document may waive the rule, with a reason.
	Waivable bool `json:"waivable"`

	// Source is where the fact behind the rule is written down, an address; empty where it is this program's own.
	Source string `json:"source,omitempty"`
}

func ruleOf(id string) *Rule {
	rule, ok := diagnostic.ParseRule(id)
	if !ok {
		return nil
	}
	return &Rule{
		ID: rule.ID(), Severity: rule.Severity().String(), Summary: rule.Summary(), Remedy: rule.Remedy(), Waivable: rule.Waivable(), Source: rule.Source(),
	}
}
