package waiver

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func TestAWaiverIsOfAKnownRuleAndHasAReason(t *testing.T) {
	at := diagnostic.Finding{Subject: "FlinkSession analytics"}
	for name, test := range map[string]struct {
		text   string
		others bool
		waives int
		found  string
	}{
		"rule and reason":     {text: "credential it is a test's", waives: 1},
		"one per line":        {text: "credential it is a test's\n\n  local-state a volume\n", waives: 2},
		"no reason":           {text: "credential ", found: "FlinkSession analytics: a waiver must give a reason after the rule, such as credential it is meant"},
		"no rule":             {text: "credentials it is", found: `FlinkSession analytics: a waiver must begin with a rule that can be waived: must be one of credential, local-state, not "credentials": did you mean "credential"?`},
		"another's rule":      {text: "memory it is enough", found: "FlinkSession analytics: a waiver must begin with a rule that can be waived: must be one of credential, local-state, not \"memory\""},
		"left to others":      {text: "memory it is enough", others: true},
		"others need reasons": {text: "memory", others: true, found: "FlinkSession analytics: a waiver must give a reason after the rule, such as memory it is meant"},
	} {
		t.Run(name, func(t *testing.T) {
			rules := Rules{Of: []diagnostic.Rule{diagnostic.RuleCredential, diagnostic.RuleLocalState}, Others: test.others}
			waivers, found := rules.Annotation(test.text, at)
			if len(waivers) != test.waives || found.Error() != test.found {
				t.Errorf("got %d waivers and %q, want %d and %q", len(waivers), found.Error(), test.waives, test.found)
			}
		})
	}
}
