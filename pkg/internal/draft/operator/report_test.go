package operator

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// No arguments are what the operator takes absent ones for; what it does not know is lost. Each is noted once.
func TestWhatIsLeftOutIsNotedOnce(t *testing.T) {
	object, err := clusterOf(map[string]any{"image": "flink:1.20.0", "flinkVersion": "v1_20", "serviceAccount": "flink", "futureField": map[string]any{"x": int64(1)},
		"jobManager":  map[string]any{"resource": map[string]any{"memory": "2g", "cpu": int64(1)}},
		"taskManager": map[string]any{"resource": map[string]any{"memory": "2g", "cpu": int64(1)}},
		"job":         map[string]any{"jarURI": "local:///a.jar", "args": []any{}, "parallelism": int64(2), "upgradeMode": "stateless"}})
	if err != nil {
		t.Fatal(err)
	}
	drafts, _, _ := Drafts(draft.Input{Objects: []manifest.Object{object}})
	if len(drafts) != 1 {
		t.Fatalf("got %d drafts, want 1", len(drafts))
	}
	outcomes := map[string]string{}
	for _, n := range drafts[0].Notes {
		outcomes[n.Field] += n.Outcome
	}
	for field, want := range map[string]string{"spec.job.args": draft.Changed, "spec.futureField": draft.NotKept} {
		if outcomes[field] != want {
			t.Errorf("%s must be noted once as %s, not %q: %v", field, want, outcomes[field], drafts[0].Notes)
		}
	}
}
