package operatordiff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff/answers"
)

// TestAgreesWithOperator holds the type and the fields of each change against what the operator's own classes answered.
func TestAgreesWithOperator(t *testing.T) {
	for _, name := range answers.Releases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := release(t, name)
			wrong := 0
			answers.Each(t, name, func(p answers.Pair) {
				var got []operatordiff.Field
				if p.Kind == "FlinkSessionJob" {
					got = operatordiff.FlinkSessionJob(r, p.Mode == "standalone", p.Old, p.New)
				} else {
					got = operatordiff.FlinkDeployment(r, p.Old, p.New)
				}
				var want []operatordiff.Field
				for i, name := range p.Fields {
					want = append(want, operatordiff.Field{Name: name, Type: operatordiff.Type(p.FieldTypes[i])})
				}
				slices.SortFunc(want, func(a, b operatordiff.Field) int { return strings.Compare(a.Name, b.Name) })
				strongest := string(operatordiff.Strongest(got))
				switch differs := !slices.Equal(want, got) || strongest != p.Type; {
				case p.Differs && !differs:
					t.Errorf("line %d agrees now: take it out of answers/differences.txt", p.Line)
				case differs && !p.Differs:
					if wrong++; wrong <= 10 {
						t.Errorf("line %d (%s %s %s): the operator says %s, not %s\n%s", p.Line, p.Kind, p.Group, p.Note, p.Type, strongest, cmp.Diff(want, got))
					}
				}
			})
			if wrong > 0 {
				t.Errorf("%d pairs differ", wrong)
			}
		})
	}
}
