package diagnostic_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func TestEveryRuleHasAnIDOfItsOwnAndSaysWhatToDo(t *testing.T) {
	waivable := []diagnostic.Rule{
		diagnostic.RuleCredential, // what looks like one may be none
		diagnostic.RuleLocalState, // a cluster of one node has but one disk

		diagnostic.RuleQuota, // not all pods may run at once

		diagnostic.RuleJarURI,         // the operator's own configuration may allow more
		diagnostic.RuleMissingSession, // which may stand in another repository
		diagnostic.RuleQuota,          // not all apps run at once everywhere
	}
	seen := map[string]bool{}
	for _, rule := range diagnostic.Rules() {
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(rule.ID()) || seen[rule.ID()] || rule.Summary() == "" || rule.Remedy() == "" {
			t.Errorf("rule %d must have an id of its own, a summary and a remedy: %q", rule, rule.ID())
		}
		seen[rule.ID()] = true
		if parsed, ok := diagnostic.ParseRule(rule.ID()); !ok || parsed != rule {
			t.Errorf("%s must be found by its id", rule)
		}
		if rule.Severity() == diagnostic.SeverityError && rule.Waivable() && !slices.Contains(waivable, rule) {
			t.Errorf("%s: an error that can be waived must be written all the same: say here why it can", rule)
		}
	}
	if _, ok := diagnostic.ParseRule("none"); ok {
		t.Error("none must be no rule")
	}
}

func TestWarningsAloneAreNoError(t *testing.T) {
	warning := diagnostic.Finding{Message: "FlinkSession a is not registered"}.Under(diagnostic.RuleUnregisteredSession)
	if err := (diagnostic.Findings{warning}).Err(); err != nil {
		t.Errorf("got %v", err)
	}
	both := diagnostic.Findings{warning, {Message: "must be x"}}
	if err := both.Err(); err == nil || err.Error() != "warning: FlinkSession a is not registered\nmust be x" {
		t.Errorf("all must be told with an error: %v", err)
	}
}

func TestWhatIsSaidOfTheBaseIsNotRepeatedOfItsEnvironments(t *testing.T) {
	of := func(environment, message string) diagnostic.Finding {
		return diagnostic.Finding{Environment: environment, Message: message}
	}
	for want, findings := range map[string]diagnostic.Findings{
		"m": {of("prod", "m"), of("", "m"), of("dev", "m")},
		"environment dev: m\nenvironment prod: m": {of("prod", "m"), of("dev", "m"), of("dev", "m")},
	} {
		if got := findings.Error(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	at := diagnostic.Finding{Environment: "prod", Path: diagnostic.Path{}.Child("spec", "environments", "prod", "image"), Message: "m"}
	if got := at.Error(); got != "spec.environments.prod.image: m" {
		t.Errorf("a path that names the environment is enough: %s", got)
	}
}

func TestARuleOfSomeIsOneOfThem(t *testing.T) {
	some := []diagnostic.Rule{diagnostic.RuleMemory, diagnostic.RuleOption}
	if rule, err := diagnostic.ParseRuleOf("option", some); err != nil || rule != diagnostic.RuleOption {
		t.Errorf("got %s, %v", rule, err)
	}
	for id, want := range map[string]string{
		"memry": `must be the id of one of 2 rules, such as memory, not "memry": did you mean "memory"?`,
		"yaml":  `must be the id of one of 2 rules, such as memory, not "yaml"`,
	} {
		if _, err := diagnostic.ParseRuleOf(id, some); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
