package draft_test

import (
	"fmt"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Kubernetes takes names that no file should have: each object has a file of its own that spec.resources can name.
func TestCarriedFilesHavePlainNames(t *testing.T) {
	var rest []manifest.Object
	for _, name := range []string{"analytics:read", "analytics-read", "analytics:re\x1bd", "analytics: é"} {
		for _, group := range []string{"rbac.authorization.k8s.io", "example.com"} {
			object, err := manifest.FromTree(map[string]any{"apiVersion": group + "/v1", "kind": "Role", "metadata": map[string]any{"name": name, "namespace": "streaming"}})
			if err != nil {
				t.Fatal(err)
			}
			rest = append(rest, object)
		}
	}
	drafts := []draft.Draft{{Kind: "FlinkSession", Name: "analytics", Spec: map[string]any{"namespace": "streaming"}}}
	draft.Carry(drafts, draft.Input{}, rest)
	want := "[analytics/role-analytics-read.yaml analytics/role-analytics-read-2.yaml analytics/role-analytics-read-3.yaml analytics/role-analytics-read-4.yaml " +
		"analytics/role-analytics-re-d.yaml analytics/role-analytics-re-d-2.yaml analytics/role-analytics---.yaml analytics/role-analytics----2.yaml]"
	if got := fmt.Sprint(drafts[0].Spec["resources"]); got != want || len(drafts[0].Files) != len(rest) {
		t.Errorf("got %s in %d files, want %s", got, len(drafts[0].Files), want)
	}
}
