package waiver

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// Waiver is of one rule.
type Waiver struct {
	Rule diagnostic.Rule

	// Line of the value that a comment is about; 0 for the whole document.
	Line int

	// Unused is what to say where it waives nothing.
	Unused diagnostic.Finding
}

// Rules are those that a check can be told to waive.
type Rules struct {
	Of []diagnostic.Rule

	// Others is for checks beside which there are others: waivers of their rules are left to them.
	Others bool
}

// Annotation reads the value of diagnostic.WaiveAnnotation: a rule and the reason in each line. Findings about it are where at is. What
// is wrong with a waiver is a finding, and waives nothing.
func (r Rules) Annotation(text string, at diagnostic.Finding) ([]Waiver, diagnostic.Findings) {
	var all []Waiver
	var found diagnostic.Findings
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			r.add(&all, &found, line, at, 0)
		}
	}
	return all, found
}

// Comments reads the comments of a document, each of which waives a rule for the line that it is about. The document may be nil.
func (r Rules) Comments(document *decode.Document) ([]Waiver, diagnostic.Findings) {
	var all []Waiver
	var found diagnostic.Findings
	if document == nil {
		return nil, nil
	}
	for comment := range document.Comments(diagnostic.WaiveAnnotation) {
		if text, ok := strings.CutPrefix(comment.Text, diagnostic.WaiveAnnotation+":"); ok {
			r.add(&all, &found, text, diagnostic.Finding{Position: comment.Position}, comment.About)
		}
	}
	return all, found
}

func (r Rules) add(all *[]Waiver, found *diagnostic.Findings, text string, at diagnostic.Finding, line int) {
	id, reason, _ := strings.Cut(strings.TrimSpace(text), " ")
	rule, known := diagnostic.ParseRule(id)
	waives := known && slices.Contains(r.Of, rule)
	switch {
	case !waives && !(known && r.Others):
		at.Message = "a waiver must begin with a rule that can be waived: " + diagnostic.OneOf(id, r.ids())
	case strings.TrimSpace(reason) == "":
		at.Message = fmt.Sprintf("a waiver must give a reason after the rule, such as %s it is meant", id)
	case waives:
		at.Message = "the waiver of " + id + " waives nothing: remove it"
		*all = append(*all, Waiver{rule, line, at.Under(diagnostic.RuleUnusedWaiver)})
		return
	default:
		return
	}
	*found = append(*found, at.Under(diagnostic.RuleInvalidValue))
}

func (r Rules) ids() []string {
	var ids []string
	for _, rule := range r.Of {
		ids = append(ids, rule.ID())
	}
	return ids
}
