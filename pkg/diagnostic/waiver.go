package diagnostic

import (
	"fmt"
	"strings"
)

// WaiveAnnotation is the annotation of a document that waives rules for all of
// it, and begins the comment that waives one for its line. It holds a rule and
// the reason, such as "credential it is an example"; in an annotation, one a line.
const WaiveAnnotation = "lint.flinkustomize.dev/waive"

// ParseWaiver reads a rule and the reason for waiving it. The error says what
// must hold.
func ParseWaiver(text string) (rule Rule, reason string, err error) {
	id, reason, _ := strings.Cut(strings.TrimSpace(text), " ")
	rule, ok := ParseRule(id)
	var ids []string
	for _, r := range Rules() {
		if r.Waivable() {
			ids = append(ids, r.ID())
		}
	}
	switch {
	case !ok || !rule.Waivable():
		return 0, "", fmt.Errorf("must begin with a rule that can be waived: %s", OneOf(id, ids))
	case strings.TrimSpace(reason) == "":
		return 0, "", fmt.Errorf("must give a reason after the rule, such as %s it is public", id)
	}
	return rule, strings.TrimSpace(reason), nil
}
