package impact_test

import (
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff/answers"
)

// TestAgreesWithOperator holds the class of each change against the type that the operator's own comparison gave it
// (package operatordiff has all types and fields): what the operator takes for no change raises no alarm, what it only
// notes restarts nothing, and what it deploys anew is told.
func TestAgreesWithOperator(t *testing.T) {
	for _, release := range answers.Releases() {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			wrong := 0
			answers.Each(t, release, func(p answers.Pair) {
				if testing.Short() && p.Type == "UPGRADE" && p.Line%10 != 0 {
					return
				}
				report := impact.Compare(targets(p, release))
				class := impact.None
				for _, c := range report.Changes {
					class = c.Class
				}
				right := false
				switch p.Type {
				case "NONE":
					right = class == impact.None
				case "IGNORE":
					right = class.Compare(impact.Deferred) <= 0 || class == impact.Refused // by the webhook
				default:
					right = class.Compare(impact.Rescale) >= 0
				}
				if !right && !p.Differs {
					if wrong++; wrong <= 10 {
						t.Errorf("line %d (%s %s %s): the operator says %s, which is not %q", p.Line, p.Kind, p.Group, p.Note, p.Type, class)
					}
				}
			})
			if wrong > 0 {
				t.Errorf("%d pairs are wrong", wrong)
			}
		})
	}
}

// targets are the objects before and after, a session job with its session.
func targets(p answers.Pair, release string) (old, new []impact.Target) {
	target := func(spec map[string]any) []impact.Target {
		objects := []*unstructured.Unstructured{{Object: map[string]any{
			"apiVersion": "flink.apache.org/v1beta1", "kind": p.Kind,
			"metadata": map[string]any{"name": "pair", "namespace": "flink"}, "spec": spec,
		}}}
		if p.Kind == "FlinkSessionJob" {
			objects = append(objects, &unstructured.Unstructured{Object: map[string]any{
				"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment",
				"metadata": map[string]any{"name": p.New["deploymentName"], "namespace": "flink"}, "spec": map[string]any{"mode": p.Mode},
			}})
		}
		return []impact.Target{{App: "flink/pair", OperatorVersion: release, Objects: objects}}
	}
	return target(p.Old), target(p.New)
}
