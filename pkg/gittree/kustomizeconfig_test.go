package gittree_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// Two workspaces have the same kustomize configuration, but one of them would prune the other's.
func TestTheConfigurationOfAnotherWorkspaceIsRefused(t *testing.T) {
	config := files{"kustomizeconfig/kustomization.yaml": "kind: Component\n"}
	for name, tree := range map[string]files{
		"wanted by both": {"kustomizeconfig/kustomization.yaml": "kind: Component\n", "flink/b/x": "b\n"},
		"wanted by one":  {"flink/b/x": "b\n"},
	} {
		t.Run(name, func(t *testing.T) {
			output := t.TempDir()
			writeAs(t, "store", output, config)
			before := disk(t, output)
			_, err := gittree.NewPlan(output, tree.tree(t), gittree.Options{Owner: "team", Prune: true, Only: []string{"flink/b"}})
			says(t, err, "kustomizeconfig/.flinkustomize.sha256", `workspace "store"`, `"team"`, "give each an output folder of its own")
			equal(t, "files", before, disk(t, output))
		})
	}
}
