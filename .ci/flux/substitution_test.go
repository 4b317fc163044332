// Package flux runs the reviewed trees through the code with which Flux substitutes variables after a build. A module of
// its own keeps Flux's dependencies out of the project's.
package flux

import (
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/fluxcd/pkg/kustomize"
	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// annotation is the one that keeps an object from substitution.
const annotation = "kustomize.toolkit.fluxcd.io/substitute"

// postBuild is a Kustomization of Flux with a variable that no object knows: with any, Flux substitutes all.
var postBuild = unstructured.Unstructured{Object: map[string]any{
	"spec": map[string]any{"postBuild": map[string]any{"substitute": map[string]any{"cluster_region": "eu-west-1"}}},
}}

// substituted is an object as Flux applies it.
func substituted(t *testing.T, object *resource.Resource) (string, error) {
	t.Helper()
	object = object.DeepCopy()
	result, err := kustomize.SubstituteVariables(t.Context(), nil, postBuild, object, kustomize.SubstituteWithDryRun(true))
	if err != nil {
		return "", err
	}
	if result == nil { // disabled
		result = object
	}
	return result.MustYaml(), nil
}

// withoutAnnotation is an object as it was before it was kept from substitution.
func withoutAnnotation(t *testing.T, object *resource.Resource) *resource.Resource {
	t.Helper()
	object = object.DeepCopy()
	annotations := object.GetAnnotations()
	delete(annotations, annotation)
	if err := object.SetAnnotations(annotations); err != nil {
		t.Fatal(err)
	}
	return object
}

// overlays are those of the reviewed trees and of the examples, and the bases, which somebody may point Flux at.
func overlays(t *testing.T) []string {
	t.Helper()
	var found []string
	for _, root := range []string{"../../golden", "../../examples"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			folder := filepath.Dir(path)
			if err == nil && entry.Name() == "kustomization.yaml" && (filepath.Base(filepath.Dir(folder)) == "overlays" || filepath.Base(folder) == "base") {
				found = append(found, folder)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) < 100 {
		t.Fatalf("there must be at least 100 overlays and bases, not %d", len(found))
	}
	return found
}

// TestFluxSubstitutesNothing: nothing that is emitted has a variable of Flux's. What is kept from substitution needs it: it
// would not be built, or would be another object. Of each kind that has such a text there is one among the reviewed trees.
func TestFluxSubstitutesNothing(t *testing.T) {
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified // as the kustomization says
	needed := map[string]int{}
	for _, overlay := range overlays(t) {
		built, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), overlay)
		if err != nil {
			t.Fatalf("%s: %v", overlay, err)
		}
		for _, object := range built.Resources() {
			got, err := substituted(t, object)
			if err != nil {
				t.Errorf("%s: %s: %v", overlay, object.CurId(), err)
			} else if diff := cmp.Diff(object.MustYaml(), got); diff != "" {
				t.Errorf("%s: Flux changes %s:\n%s", overlay, object.CurId(), diff)
			}
			if object.GetAnnotations()[annotation] != "disabled" {
				continue
			}
			bare := withoutAnnotation(t, object)
			if got, err := substituted(t, bare); err == nil && got == bare.MustYaml() {
				t.Errorf("%s: %s must not be kept from substitution, which would leave it as it is", overlay, object.CurId())
			}
			needed[object.GetKind()]++
		}
	}
	t.Log("objects that substitution would break, by kind:", needed)
	for _, kind := range []string{"ConfigMap", "Deployment", "FlinkDeployment"} {
		if needed[kind] == 0 {
			t.Errorf("there must be a %s that substitution would break", kind)
		}
	}
}
