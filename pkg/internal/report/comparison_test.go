package report

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// TestWhatMostHaveIsNotMarked: a mark is on what more than half of the environments do not have.
func TestWhatMostHaveIsNotMarked(t *testing.T) {
	for _, test := range []struct{ versions, marked string }{
		{"1 1 1", "..."},
		{"1 2 2", "x.."},
		{"2 1 2", ".x."},
		{"1 2 3", "xxx"},
		{"1 2", "xx"},
		{"1 1 2 2", "xxxx"},
		{"1 1 1 2 3", "...xx"},
		{"- 1 2", "-xx"},    // it does not run in the first
		{"- 1 1", "-.."},    //
		{"? 1 1", "x.."},    // it runs, without a value
		{"1", "."},          //
		{"- - 1 -", "--.-"}, //
	} {
		a := app{folder: "flink/a"}
		for _, version := range strings.Fields(test.versions) {
			switch version {
			case "-":
				a.targets = append(a.targets, nil)
			case "?":
				a.targets = append(a.targets, &inventory.Target{})
			default:
				a.targets = append(a.targets, &inventory.Target{FlinkVersion: version})
			}
		}
		compared := a.compared()
		if len(compared) != 1 || compared[0].label != labelFlink {
			t.Fatalf("%s: only Flink's version is there to compare: %+v", test.versions, compared)
		}
		got := ""
		for i, differs := range compared[0].differs {
			switch {
			case a.targets[i] == nil:
				got += "-"
			case differs:
				got += "x"
			default:
				got += "."
			}
		}
		if got != test.marked {
			t.Errorf("%s: got %s, want %s", test.versions, got, test.marked)
		}
		if same := !strings.Contains(test.marked, "x"); compared[0].same != same {
			t.Errorf("%s: same is %t", test.versions, compared[0].same)
		}
	}
}
