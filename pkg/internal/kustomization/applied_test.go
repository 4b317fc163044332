package kustomization

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// TestApplyGivesWhatKustomizeBuilds holds all reviewed trees against kustomize.
func TestApplyGivesWhatKustomizeBuilds(t *testing.T) {
	var trees []string
	for _, pattern := range []string{"../../../golden/*/tree", "../../../examples/*/deploy"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		trees = append(trees, found...)
	}
	built := 0
	for _, tree := range trees {
		disk := os.DirFS(tree)
		builder := &Builder{Read: func(folder string) (map[string][]byte, error) {
			files := map[string][]byte{}
			err := fs.WalkDir(disk, folder, func(name string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				files[name], err = fs.ReadFile(disk, name)
				return err
			})
			return files, err
		}}
		roots, err := fs.Glob(disk, "*/*/overlays/*/"+kustomizationFile)
		if err != nil {
			t.Fatal(err)
		}
		if len(roots) == 0 {
			roots, err = fs.Glob(disk, "*/*/base/"+kustomizationFile)
		}
		if err != nil || len(roots) == 0 {
			t.Fatalf("%s has no kustomization that is built for itself: %v", tree, err)
		}
		for _, root := range roots {
			folder := path.Dir(root)
			want, err := builder.Build(folder)
			if err != nil {
				t.Fatalf("%s/%s: %v", tree, folder, err)
			}
			got, ok := builder.Apply(folder)
			if !ok || len(got) != len(want) {
				t.Errorf("%s/%s: got %d objects, %v, want %d", tree, folder, len(got), ok, len(want))
				continue
			}
			objects := map[manifest.ID]manifest.Object{}
			for _, object := range got {
				objects[object.ID()] = object
			}
			for _, object := range want {
				if err := compare(objects[object.ID()].Tree(), object.Tree()); err != nil {
					t.Errorf("%s/%s: %s: %v", tree, folder, object.ID(), err)
				}
			}
			built++
		}
	}
	if built < 50 {
		t.Errorf("there must be at least 50 reviewed kustomizations, not %d", built)
	}
}

// TestApplyLeavesToKustomizeWhatItDoesNotKnow: a wrong guess would be a change that nobody makes.
func TestApplyLeavesToKustomizeWhatItDoesNotKnow(t *testing.T) {
	const deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: a}]}}}\n"
	merge := func(patch string) map[string]string {
		return map[string]string{"kustomization.yaml": "resources: [../../base]\npatches: [{path: p.yaml}]\n", "p.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\n" + patch}
	}
	operations := func(target, patch string) map[string]string {
		return map[string]string{"kustomization.yaml": "resources: [../../base]\npatches: [{path: p.yaml, target: " + target + "}]\n", "p.yaml": patch}
	}
	const selected = "{group: apps, version: v1, kind: Deployment, name: d}"
	for name, test := range map[string]struct {
		files map[string]string
		known bool
	}{
		"a map that is merged":          {merge("spec: {replicas: 2, paused: null}\n"), true},
		"a list where there is one":     {merge("spec: {template: {spec: {containers: [{name: a, image: x}]}}}\n"), false},
		"a list where there is none":    {merge("spec: {template: {spec: {tolerations: [{key: x}]}}}\n"), true},
		"a directive":                   {merge("spec: {$patch: replace}\n"), false},
		"a deletion":                    {merge("$patch: delete\n"), true},
		"an object that is not there":   {merge("---\n"), true},
		"operations":                    {operations(selected, "- {op: replace, path: /metadata/name, value: d}\n"), true},
		"operations that do not fit":    {operations(selected, "[{op: test, path: /metadata/name, value: e}]"), false},
		"an operation without a path":   {operations(selected, "[{op: add, value: e}]"), false},
		"a target that is a regexp":     {operations("{kind: Deploy.*}", "[]"), false},
		"a target by its label":         {operations("{kind: Deployment, labelSelector: a=b}", "[]"), false},
		"a field that is not written":   {map[string]string{"kustomization.yaml": "resources: [../../base]\nnamePrefix: x-\n"}, false},
		"a component of the user's own": {map[string]string{"kustomization.yaml": "resources: [../../base]\ncomponents: [../../../../mine]\n"}, false},
		"a file that is not there":      {map[string]string{"kustomization.yaml": "resources: [../../base, x.yaml]\n"}, false},
		"a time, which is no string":    {merge("spec: {x: 2001-12-14t21:59:43.10-05:00}\n"), false},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"flink/a/base/kustomization.yaml": "resources: [d.yaml]\n", "flink/a/base/d.yaml": deployment}
			for file, content := range test.files {
				files["flink/a/overlays/prod/"+file] = content
			}
			builder := builderOf(files)
			if err := builder.Load("flink/a"); err != nil {
				t.Fatal(err)
			}
			got, known := builder.Apply("flink/a/overlays/prod")
			if known != test.known {
				t.Fatalf("got %v, want %v", known, test.known)
			}
			if !known || strings.Contains(name, "deletion") && len(got) == 0 {
				return
			}
			want, err := builder.Build("flink/a/overlays/prod")
			if err != nil {
				t.Fatal(err)
			}
			for i, object := range want {
				if err := compare(got[i].Tree(), object.Tree()); err != nil {
					t.Error(err)
				}
			}
		})
	}
}
