package render

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/strategicpatch"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// mainContainer is the name that Flink gives the container of its process.
const mainContainerName = "flink-main-container"

// mainContainer is the container of the Flink process in what the features need.
func (r *renderer) mainContainer() *corev1.Container {
	if len(r.pod.Spec.Containers) == 0 {
		r.pod.Spec.Containers = []corev1.Container{{Name: mainContainerName}}
	}
	return &r.pod.Spec.Containers[0]
}

// addEnv gives the Flink process an environment variable.
func (r *renderer) addEnv(name, value string) {
	main := r.mainContainer()
	main.Env = append(main.Env, corev1.EnvVar{Name: name, Value: value})
}

// addSecretEnv gives the Flink process an environment variable from a Secret.
func (r *renderer) addSecretEnv(name, secret, key string) {
	main := r.mainContainer()
	main.Env = append(main.Env, corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{
		SecretKeyRef: &corev1.SecretKeySelector{LocalObjectReference: corev1.LocalObjectReference{Name: secret}, Key: key},
	}})
}

// podTemplates are the templates of the FlinkDeployment: a common one, or one a role.
//
// The operator merges the common template into those of the roles by the position of list elements, whatever their
// names. So a session whose roles differ gets two whole templates and no common one.
func (r *renderer) podTemplates() (common, jobManager, taskManager *corev1.PodTemplateSpec) {
	spec := r.session.Spec
	var ofJobManager, ofTaskManager *v1alpha1.PodTemplate
	if spec.JobManager != nil {
		ofJobManager = spec.JobManager.PodTemplate
	}
	if spec.TaskManager != nil {
		ofTaskManager = spec.TaskManager.PodTemplate
	}
	if len(spec.PodTemplate.Levels()) == 0 && ofJobManager == nil && ofTaskManager == nil {
		if reflect.ValueOf(r.pod).IsZero() {
			return nil, nil, nil
		}
		return r.finished(r.pod.DeepCopy(), path("podTemplate")), nil, nil
	}
	base := r.podTemplate(r.featurePod(), spec.PodTemplate, path("podTemplate"))
	if ofJobManager == nil && ofTaskManager == nil {
		return r.typedPodTemplate(base, path("podTemplate")), nil, nil
	}
	jobManager = r.typedPodTemplate(r.podTemplate(base, ofJobManager, path("jobManager", "podTemplate")), path("jobManager", "podTemplate"))
	taskManager = r.typedPodTemplate(r.podTemplate(base, ofTaskManager, path("taskManager", "podTemplate")), path("taskManager", "podTemplate"))
	return nil, jobManager, taskManager
}

// featurePod is what the features need, as a tree.
func (r *renderer) featurePod() map[string]any {
	tree, err := runtime.DefaultUnstructuredConverter.ToUnstructured(&r.pod)
	if err != nil {
		panic(fmt.Sprintf("a pod template of our own does not convert: %v", err))
	}
	return pruned(tree)
}

// neededPod is what a user's template must leave as it is: all that the features need but the resources of their
// containers, which a namespace's rules may want otherwise.
func (r *renderer) neededPod() map[string]any {
	tree := r.featurePod()
	spec, _ := tree["spec"].(map[string]any)
	for _, list := range []string{"initContainers", "containers"} {
		containers, _ := spec[list].([]any)
		for _, container := range containers {
			delete(container.(map[string]any), "resources")
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

// podTemplate applies a user's template to a tree, by the rules of Kubernetes' strategic merge. A template that
// contradicts what features need is an error: it would silently switch the feature off.
func (r *renderer) podTemplate(tree map[string]any, template *v1alpha1.PodTemplate, field diagnostic.Path) map[string]any {
	for _, level := range template.Levels() {
		merged, err := strategicMerge(tree, level)
		if err != nil {
			r.errs = append(r.errs, r.session.Errorf(field, "must be a pod template that can be merged: %v", err))
			return tree
		}
		tree = merged
	}
	if len(template.Levels()) == 0 {
		return tree
	}
	again, err := strategicMerge(tree, r.neededPod())
	if err != nil {
		r.errs = append(r.errs, r.session.Errorf(field, "must be a pod template that can be merged: %v", err))
	} else if at, same := firstDifference(tree, again, ""); !same {
		r.errs = append(r.errs, r.session.Errorf(field, "must not change what a feature of the session needs: %s", at))
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

// typedPodTemplate is nil when nothing is in the template.
func (r *renderer) typedPodTemplate(tree map[string]any, field diagnostic.Path) *corev1.PodTemplateSpec {
	if len(tree) == 0 {
		return nil
	}
	template := &corev1.PodTemplateSpec{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(tree, template); err != nil {
		r.errs = append(r.errs, r.session.Errorf(field, "must be a pod template: %v", err))
		return nil
	}
	return r.finished(template, field)
}

// finished puts the Flink process first among the containers of a template, since the operator takes containers by their
// position, and the environment's registry in front of their images.
func (r *renderer) finished(template *corev1.PodTemplateSpec, field diagnostic.Path) *corev1.PodTemplateSpec {
	r.checkHadoopSource(template, field)
	containers := template.Spec.Containers
	if len(containers) > 0 {
		main := slices.IndexFunc(containers, func(c corev1.Container) bool { return c.Name == mainContainerName })
		first := corev1.Container{Name: mainContainerName}
		if main >= 0 {
			first = containers[main]
			containers = slices.Delete(containers, main, main+1)
		}
		template.Spec.Containers = slices.Insert(containers, 0, first)
	}
	for _, list := range [][]corev1.Container{template.Spec.InitContainers, template.Spec.Containers} {
		for i := range list {
			list[i].Image = r.session.Image(list[i].Image)
		}
	}
	return template
}
