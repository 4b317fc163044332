package format

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/review"
)

// How much is shown of a group, unless all is asked for.
const (
	maxPlaces = 5
	maxCauses = 4
)

// asText is a summary, and then each group of changes: a line with the class, the objects and where they are, and below it the
// fields and what happens.
func asText(r review.Review, options Options) string {
	var b strings.Builder
	line := func(format string, args ...any) {
		b.WriteString(diagnostic.Visible(fmt.Sprintf(format, args...)) + "\n")
	}
	line("%s", Summary(r))
	places, causes := maxPlaces, maxCauses
	if options.All {
		places, causes = 0, 0
	}
	plain := func(text string) string { return text }
	for _, g := range grouped(r, r.Changes) {
		line("")
		line("%-3s %s: %s, %s", g.Class.Sign(), g.Class, g.title(), g.where(places))
		for i, cause := range g.Causes {
			if causes > 0 && i == causes && len(g.Causes) > causes+1 {
				line("      and %d more fields", len(g.Causes)-causes)
				break
			}
			line("      %s", causeLine(cause, plain))
		}
		for _, e := range g.effects() {
			line("    %s: %s", e.of, e.text)
		}
	}
	if len(r.Uncompared) > 0 {
		line("")
	}
	for _, u := range r.Uncompared {
		line("?   cannot be compared: %s: %s", place{u.App, []string{u.Environment}}, u.Reason)
	}
	if options.All && r.Same+r.None > 0 {
		line("")
		line("Of what was compared, %d objects are the same, and %d differ without any effect.", r.Same, r.None)
	}
	return b.String()
}
