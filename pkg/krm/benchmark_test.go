package krm_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/krm"
)

// BenchmarkRun is a generator's run, which sees nothing but its functionConfig, and one among 1,000 items of others.
func BenchmarkRun(b *testing.B) {
	var items strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&items, "- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: config-%d\n  data:\n    a: b\n    c: |\n      d\n      e\n", i)
	}
	for _, size := range []struct{ name, items string }{{"alone", ""}, {"among 1000", items.String()}} {
		input := []byte(resourceList(size.items, session))
		b.Run(size.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := krm.Run(input); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
