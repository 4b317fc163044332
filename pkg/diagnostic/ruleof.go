package diagnostic

import (
	"fmt"
	"slices"
)

// ParseRuleOf reads the id of one of some rules, of which there is at least one.
// The error says what must hold, and which of them may have been meant.
func ParseRuleOf(id string, rules []Rule) (Rule, error) {
	if rule, ok := ParseRule(id); ok && slices.Contains(rules, rule) {
		return rule, nil
	}
	ids := make([]string, len(rules))
	for i, rule := range rules {
		ids[i] = rule.ID()
	}
	hint := ""
	if near := Suggest(id, ids); near != "" {
		hint = ": did you mean " + Quote(near) + "?"
	}
	return 0, fmt.Errorf("must be the id of one of %d rules, such as %s, not %s%s", len(ids), ids[0], Quote(id), hint)
}
