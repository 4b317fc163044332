// Package podsecurity checks reviewed trees with the code by which a namespace's Pod Security Standard admits pods.
package podsecurity

import (
	"path/filepath"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// podTemplates are the kinds that have pod templates, and where.
var podTemplates = map[string][]string{
	"FlinkDeployment": {"spec.podTemplate", "spec.jobManager.podTemplate", "spec.taskManager.podTemplate"},
	"Deployment":      {"spec.template"},
	"Job":             {"spec.template"},
}

// A pod whose main container fits the restricted standard must fit it with all its containers, or a namespace that enforces
// the standard refuses it for a container that nobody but us has written.
func TestPodsAreRestrictedWhereTheirMainContainerIs(t *testing.T) {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(pod corev1.PodTemplateSpec) string {
		result := policy.AggregateCheckResults(evaluator.EvaluatePod(
			api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}, &pod.ObjectMeta, &pod.Spec))
		if result.Allowed {
			return ""
		}
		return result.ForbiddenDetail()
	}
	hardened := map[string]int{} // pods whose main container fits, by the place of the template
	for _, dir := range kustomizations(t) {
		for _, object := range build(t, dir) {
			for _, place := range podTemplates[object.GetKind()] {
				pod, ok := podTemplate(t, object, place)
				if !ok {
					continue
				}
				alone := *pod.DeepCopy()
				alone.Spec.InitContainers, alone.Spec.Containers = nil, pod.Spec.Containers[:1]
				if refused(alone) != "" {
					continue
				}
				at := object.GetKind() + " " + place
				if len(pod.Spec.InitContainers) > 0 || object.GetKind() == "Job" {
					hardened[at]++
				}
				if why := refused(pod); why != "" {
					t.Errorf("%s: %s %s, %s: %s", dir, object.GetKind(), object.GetName(), place, why)
				}
			}
		}
	}
	for kind, places := range podTemplates {
		for _, place := range places {
			if at := kind + " " + place; hardened[at] == 0 {
				t.Errorf("no reviewed tree has a hardened main container beside another in %s, so this test proves nothing of it", at)
			}
		}
	}
}

// kustomizations are the folders of all bases and overlays of the reviewed trees.
func kustomizations(t *testing.T) []string {
	t.Helper()
	var dirs []string
	for _, tree := range []string{"../../golden/*/tree", "../../examples/*/deploy"} {
		for _, app := range []string{"/*/*/base", "/*/*/overlays/*"} {
			files, err := filepath.Glob(tree + app + "/kustomization.yaml")
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				dirs = append(dirs, filepath.Dir(file))
			}
		}
	}
	if len(dirs) < 150 {
		t.Fatalf("there must be at least 150 bases and overlays, not %d", len(dirs))
	}
	return dirs
}

func build(t *testing.T, dir string) []*resource.Resource {
	t.Helper()
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified // the kustomizations state their order
	built, err := krusty.MakeKustomizer(options).Run(filesys.MakeFsOnDisk(), dir)
	if err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	return built.Resources()
}

// podTemplate reads the template at a place of an object; it reports false where none is.
func podTemplate(t *testing.T, object *resource.Resource, place string) (corev1.PodTemplateSpec, bool) {
	t.Helper()
	var template corev1.PodTemplateSpec
	value, err := object.Map()
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.SplitSeq(place, ".") {
		child, ok := value[name].(map[string]any)
		if !ok {
			return template, false
		}
		value = child
	}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(value, &template); err != nil {
		t.Fatalf("%s %s, %s: %v", object.GetKind(), object.GetName(), place, err)
	}
	return template, len(template.Spec.Containers) > 0
}
