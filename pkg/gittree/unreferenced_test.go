package gittree_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

// A folder whose kustomization is still generated holds what it names; one whose own is gone waits to be pruned.
func TestWhatNoKustomizationNamesAnyMoreGoesWithoutPruning(t *testing.T) {
	const base, overlay = "flink/a/base/", "flink/a/overlays/dev/"
	before := files{
		base + "kustomization.yaml": "resources: [rbac.yaml]\n", base + "rbac.yaml": "rbac\n", base + "resources/policy.yaml": "policy\n",
		overlay + "kustomization.yaml": "resources: [../../base]\n", overlay + "rbac.patch.yaml": "patch\n",
		"flink/gone/base/kustomization.yaml": "resources: [x.yaml]\n", "flink/gone/base/x.yaml": "x\n",
		"kustomizeconfig/kustomization.yaml": "kind: Component\n", "kustomizeconfig/kustomizeconfig.yaml": "images: []\n",
	}
	after := files{base + "kustomization.yaml": "resources: [role.yaml]\n", base + "role.yaml": "role\n"}
	both := []string{base + "rbac.yaml", base + "resources/policy.yaml"}
	stale := []string{
		overlay + "kustomization.yaml", overlay + "rbac.patch.yaml", "flink/gone/base/kustomization.yaml", "flink/gone/base/x.yaml",
		"kustomizeconfig/kustomization.yaml", "kustomizeconfig/kustomizeconfig.yaml",
	}
	tests := map[string]struct {
		change       func(disk files)
		options      gittree.Options
		unreferenced []string
		deleted      []string
		kept         []string // of what is no longer wanted
	}{
		"as it was written": {unreferenced: both, deleted: []string{base + "rbac.yaml", base + "resources/policy.yaml"}, kept: stale},
		"pruned":            {unreferenced: both, options: gittree.Options{Prune: true}, deleted: append([]string{base + "rbac.yaml", base + "resources/policy.yaml"}, stale...)},
		"edited by hand": {
			change:       func(disk files) { disk[base+"resources/policy.yaml"] = "mine\n" },
			unreferenced: []string{base + "rbac.yaml"}, deleted: []string{base + "rbac.yaml"}, kept: append([]string{base + "resources/policy.yaml"}, stale...),
		},
		"named by a kustomization that was edited by hand": {
			change: func(disk files) { disk[base+"kustomization.yaml"] = "resources: [rbac.yaml] # mine\n" },
			kept:   append([]string{base + "rbac.yaml", base + "resources/policy.yaml"}, stale...),
		},
		"that kustomization is forced": {
			change:       func(disk files) { disk[base+"kustomization.yaml"] = "resources: [rbac.yaml] # mine\n" },
			options:      gittree.Options{Force: true},
			unreferenced: both, deleted: []string{base + "rbac.yaml", base + "resources/policy.yaml"}, kept: stale,
		},
		"that kustomization is gone": {
			change:       func(disk files) { disk[base+"kustomization.yaml"] = "" },
			unreferenced: both, deleted: []string{base + "rbac.yaml", base + "resources/policy.yaml"}, kept: stale,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			output := t.TempDir()
			write(t, output, before)
			if test.change != nil {
				changed := files{}
				test.change(changed)
				for path, content := range changed {
					if content == "" {
						must(t, os.Remove(filepath.Join(output, path)))
						delete(changed, path)
					}
				}
				changed.on(t, output)
			}
			p := plan(t, output, after, test.options)
			var unreferenced []string
			for _, change := range p.Changes {
				if change.Unreferenced {
					unreferenced = append(unreferenced, change.Path)
				}
			}
			if diff := cmp.Diff(test.unreferenced, unreferenced); diff != "" {
				t.Errorf("what no kustomization names: (-want +got):\n%s", diff)
			}
			apply(t, p)
			for _, path := range test.deleted {
				if _, err := os.Lstat(filepath.Join(output, path)); !os.IsNotExist(err) {
					t.Errorf("%s must be deleted", path)
				}
			}
			for _, path := range test.kept {
				if _, err := os.Lstat(filepath.Join(output, path)); err != nil {
					t.Errorf("%s must be kept: %v", path, err)
				}
			}
		})
	}
}
