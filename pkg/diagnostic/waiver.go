package diagnostic

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// WaiveAnnotation is the annotation of a document that waives rules for all of
// it, and begins the comment that waives one for its line. It holds a rule and
// the reason, such as "credential it is an example"; in an annotation, one a line.
const WaiveAnnotation = "lint.flinkustomize.dev/waive"

// ParseWaiver reads a rule that is Waivable and the reason for waiving it. The
// error says what must hold.
func ParseWaiver(text string) (rule Rule, reason string, err error) {
	return ParseWaiverOf(text, slices.DeleteFunc(Rules(), func(r Rule) bool { return !r.Waivable() }))
}

// ParseWaiverOf reads one of some rules and the reason for waiving it. The error
// says what must hold.
func ParseWaiverOf(text string, rules []Rule) (rule Rule, reason string, err error) {
	id, reason, _ := strings.Cut(strings.TrimSpace(text), " ")
	rule, ok := ParseRule(id)
	switch {
	case !ok || !slices.Contains(rules, rule):
		return 0, "", fmt.Errorf("must begin with a rule that can be waived: %s", oneOfRules(id, rules))
	case strings.TrimSpace(reason) == "":
		return 0, "", fmt.Errorf("must give a reason after the rule, such as %s it is public", id)
	}
	return rule, strings.TrimSpace(reason), nil
}

// ParseRuleOf reads the id of one of some rules. The error says what must hold,
// and which of them may have been meant.
func ParseRuleOf(id string, rules []Rule) (Rule, error) {
	if rule, ok := ParseRule(id); ok && slices.Contains(rules, rule) {
		return rule, nil
	}
	return 0, errors.New(oneOfRules(id, rules))
}

// oneOfRules names the rules where they are few.
func oneOfRules(id string, rules []Rule) string {
	ids := make([]string, len(rules))
	for i, r := range rules {
		ids[i] = r.ID()
	}
	if len(ids) <= 10 {
		return OneOf(id, ids)
	}
	message := "must be the id of one of " + strconv.Itoa(len(ids)) + " rules, such as " + ids[0] + ", not " + Quote(id)
	if near := Suggest(id, ids); near != "" {
		message += ": did you mean " + Quote(near) + "?"
	}
	return message
}
