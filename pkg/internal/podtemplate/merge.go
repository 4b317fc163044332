package podtemplate

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/strategicpatch"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// Merge applies the levels of a user's template to a tree. What is needed must come out as it is, but for the resources and
// the probes of containers, which a namespace's rules or a slow node may want otherwise; it belongs to owner, in errors. With
// an error, the tree is as far as merging got.
func Merge(tree map[string]any, template *v1alpha1.PodTemplate, needed *corev1.PodTemplateSpec, owner string) (map[string]any, error) {
	for _, level := range template.Levels() {
		merged, err := strategicMerge(tree, level)
		if err != nil {
			return tree, fmt.Errorf("must be a pod template that can be merged: %w", err)
		}
		tree = merged
	}
	if len(template.Levels()) == 0 {
		return tree, nil
	}
	again, err := strategicMerge(tree, withoutChangeable(Tree(needed)))
	if err != nil {
		return tree, fmt.Errorf("must be a pod template that can be merged: %w", err)
	}
	if at, same := firstDifference(tree, again, ""); !same {
		return tree, fmt.Errorf("must not change what %s needs: %s", owner, at)
	}
	return tree, nil
}

// Tree is a typed template as a tree.
func Tree(template *corev1.PodTemplateSpec) map[string]any {
	tree, err := runtime.DefaultUnstructuredConverter.ToUnstructured(template)
	if err != nil {
		panic(fmt.Sprintf("a pod template of our own does not convert: %v", err))
	}
	return pruned(tree)
}

// Typed is a tree as a typed template.
func Typed(tree map[string]any) (*corev1.PodTemplateSpec, error) {
	template := &corev1.PodTemplateSpec{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(tree, template); err != nil {
		return nil, fmt.Errorf("must be a pod template: %w", err)
	}
	return template, nil
}

func withoutChangeable(tree map[string]any) map[string]any {
	spec, _ := tree["spec"].(map[string]any)
	for _, list := range []string{"initContainers", "containers"} {
		containers, _ := spec[list].([]any)
		for _, container := range containers {
			for _, field := range []string{"resources", "startupProbe", "livenessProbe", "readinessProbe"} {
				delete(container.(map[string]any), field)
			}
		}
	}
	return tree
}

// pruned removes the nulls and empty maps that only the Go types put there.
func pruned(tree map[string]any) map[string]any {
	for key, value := range tree {
		if child, ok := value.(map[string]any); ok && key != "emptyDir" {
			value = pruned(child)
			if len(child) == 0 {
				value = nil
			}
		}
		if list, ok := value.([]any); ok {
			for _, element := range list {
				if child, ok := element.(map[string]any); ok {
					pruned(child)
				}
			}
		}
		if value == nil {
			delete(tree, key)
		}
	}
	return tree
}

func strategicMerge(tree, patch map[string]any) (map[string]any, error) {
	return strategicpatch.StrategicMergeMapPatch(runtime.DeepCopyJSON(tree), runtime.DeepCopyJSON(patch), &corev1.PodTemplateSpec{})
}

// firstDifference finds where two trees differ, such as spec.containers[flink-main-container].ports.
func firstDifference(a, b any, at string) (string, bool) {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok {
			return at, false
		}
		keys := make([]string, 0, len(b))
		for key := range b {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			if where, same := firstDifference(a[key], b[key], strings.TrimPrefix(at+"."+key, ".")); !same {
				return where, false
			}
		}
		return "", true
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return at, false
		}
		for i := range a {
			if where, same := firstDifference(a[i], b[i], at+"["+elementName(a[i], i)+"]"); !same {
				return where, false
			}
		}
		return "", true
	}
	return at, reflect.DeepEqual(a, b)
}

func elementName(element any, index int) string {
	if element, ok := element.(map[string]any); ok {
		if name, ok := element["name"].(string); ok {
			return name
		}
	}
	return fmt.Sprint(index)
}
