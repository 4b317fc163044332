package impact_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

// BenchmarkCompare has 1,000 sessions, with their accounts and bindings, of which all, one or none changes, or all are
// renamed at once.
func BenchmarkCompare(b *testing.B) {
	targets := func(prefix string, changed int) []impact.Target {
		var all []impact.Target
		for i := range 1000 {
			name := fmt.Sprintf("%s-%d", prefix, i)
			text := session
			if i < changed {
				text = strings.ReplaceAll(text, "flink:1.19.2", "flink:1.19.3")
			}
			text = strings.ReplaceAll(text+rights, "analytics", name)
			all = append(all, impact.Target{App: "flink/" + name, Environment: "prod", OperatorVersion: "1.15", Objects: objects(b, text)})
		}
		return all
	}
	old := targets("session", 0)
	for _, bench := range []struct {
		name string
		new  []impact.Target
		want int
	}{
		{"all", targets("session", 1000), 1000},
		{"one", targets("session", 1), 1},
		{"none", targets("session", 0), 0},
		{"renamed", targets("other", 0), 3000},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if n := len(impact.Compare(old, bench.new).Changes); n != bench.want {
					b.Fatalf("%d changes, want %d", n, bench.want)
				}
			}
		})
	}
}
