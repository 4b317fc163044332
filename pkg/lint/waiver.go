package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// waiver says of an object, or of a line, that it breaks a rule on purpose.
type waiver struct {
	rule   diagnostic.Rule
	line   int                // that a comment is about; 0 for the whole object
	unused diagnostic.Finding // what to say where it waives nothing
}

// comment is one of a document that waives something.
type comment struct {
	decode.Comment
	text string // the rule and the reason
}

// commentsOf are those of a document that waive something.
func commentsOf(document *decode.Document) []comment {
	var comments []comment
	for c := range document.Comments(diagnostic.WaiveAnnotation) {
		if text, ok := strings.CutPrefix(c.Text, diagnostic.WaiveAnnotation+":"); ok {
			comments = append(comments, comment{c, text})
		}
	}
	return comments
}

// waive leaves out the findings that the object's annotation, or a comment at their line, waives. What is wrong with a
// waiver, and one that waives nothing, are findings too. Waivers of rules that are not of this package are left to
// others. No waiver makes anything good that cannot be read.
func (c *checker) waive() {
	problems, rules := c.found, Rules()
	c.found = nil
	var waivers []waiver
	add := func(text string, at diagnostic.Finding, line int) {
		rule, err := parseWaiver(text)
		switch {
		case err != nil:
			at.Message = "a waiver " + err.Error()
			c.found = append(c.found, at.Under(diagnostic.RuleInvalidValue))
		case slices.Contains(rules, rule):
			at.Message = "the waiver of " + rule.ID() + " waives nothing: remove it"
			waivers = append(waivers, waiver{rule, line, at.Under(diagnostic.RuleUnusedWaiver)})
		}
	}
	annotation := diagnostic.Path{}.Child("metadata", "annotations", diagnostic.WaiveAnnotation)
	for line := range strings.Lines(c.object.text("metadata", "annotations", diagnostic.WaiveAnnotation)) {
		if strings.TrimSpace(line) != "" {
			add(line, c.finding(annotation, ""), 0)
		}
	}
	for _, one := range c.object.comments {
		add(one.text, diagnostic.Finding{Position: one.Position, Subject: c.object.String()}, one.About)
	}
	type about struct {
		rule diagnostic.Rule
		line int
	}
	used := map[about]bool{}
	for _, w := range waivers {
		used[about{w.rule, w.line}] = false
	}
	for _, f := range problems {
		waived := false
		for _, a := range []about{{f.Rule, 0}, {f.Rule, f.Line}} {
			if _, ok := used[a]; ok {
				used[a], waived = true, true
			}
		}
		if !waived {
			c.found = append(c.found, f)
		}
	}
	for _, w := range waivers {
		if !used[about{w.rule, w.line}] && (w.line == 0 || !c.object.shared) { // a comment may be about another object of a list
			c.found = append(c.found, w.unused)
		}
	}
}

// parseWaiver reads a rule and a reason. The error says what must hold.
func parseWaiver(text string) (diagnostic.Rule, error) {
	id, reason, _ := strings.Cut(strings.TrimSpace(text), " ")
	rule, ok := diagnostic.ParseRule(id)
	if !ok {
		var ids []string
		for _, rule := range Rules() {
			ids = append(ids, rule.ID())
		}
		return 0, fmt.Errorf("must begin with a rule: %s", diagnostic.OneOf(id, ids))
	}
	if strings.TrimSpace(reason) == "" {
		return 0, fmt.Errorf("must give a reason after the rule, such as %s the operator's configuration sets it", id)
	}
	return rule, nil
}
