package alertrule

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
)

func TestAlertLabelsReplaceNoneOfTheLabelsThatExpressionsKeep(t *testing.T) {
	var kept []string
	grouped := regexp.MustCompile(`\b(?:by|on|without|ignoring) ?\(([a-z_, ]+)\)`)
	for _, a := range alert.All() {
		for _, group := range grouped.FindAllStringSubmatch(a.Expression, -1) {
			for label := range strings.SplitSeq(group[1], ",") {
				kept = append(kept, strings.TrimSpace(label))
			}
		}
	}
	slices.Sort(kept)
	if kept = slices.Compact(kept); !slices.Equal(kept, seriesLabels) {
		t.Errorf("expressions keep %q, and %q cannot be set", kept, seriesLabels)
	}
}
