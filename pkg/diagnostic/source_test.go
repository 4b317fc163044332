package diagnostic_test

import (
	"net/url"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func TestSourcesAreAddresses(t *testing.T) {
	for _, rule := range diagnostic.Rules() {
		if source := rule.Source(); source != "" {
			if parsed, err := url.Parse(source); err != nil || parsed.Scheme != "https" || parsed.Host == "" {
				t.Errorf("%s must have an address as its source, not %q", rule, source)
			}
		}
	}
	if diagnostic.RuleMemory.Source() == "" {
		t.Error("the rule of memory must have the source of Flink's memory model")
	}
}
