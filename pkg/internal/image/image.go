package image

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// Of are the images of the pods that come of objects, sorted, each once. What the operator makes pods of has those of the
// pods as an operator of the release makes them, or the newest where the release is none; an object of any other kind has those
// of the containers in it. The error is about an object of the operator that cannot be read.
func Of(objects []manifest.Object, release operator.Release) ([]string, error) {
	found := images{}
	for _, object := range objects {
		if err := found.ofObject(object, release); err != nil {
			return nil, fmt.Errorf("%s: %w", object.ID(), err)
		}
	}
	return slices.Sorted(maps.Keys(found)), nil
}

type images map[string]bool

// add takes no pattern of a policy, such as registry.example.com/* or !*:latest, which stands in such places too.
func (found images) add(image string) {
	if image != "" && !strings.ContainsAny(image, "*?!|<>& ") {
		found[image] = true
	}
}

func (found images) ofObject(object manifest.Object, release operator.Release) error {
	id := object.ID()
	if id.Group != v1beta1.GroupVersion.Group {
		found.below(object.Tree())
		return nil
	}
	switch id.Kind {
	case v1beta1.KindFlinkDeployment:
		var deployment v1beta1.FlinkDeployment
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(object.Tree(), &deployment); err != nil {
			return err
		}
		return found.ofDeployment(&deployment, release)
	case v1beta1.KindFlinkBlueGreenDeployment:
		var both v1beta1.FlinkBlueGreenDeployment
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(object.Tree(), &both); err != nil {
			return err
		}
		if both.Spec.Template == nil {
			return nil
		}
		return found.ofDeployment(&v1beta1.FlinkDeployment{ObjectMeta: both.ObjectMeta, Spec: both.Spec.Template.Spec}, release)
	}
	return nil // the pods of a session's jobs are those of the session
}

func (found images) ofDeployment(deployment *v1beta1.FlinkDeployment, release operator.Release) error {
	pods, err := pod.Of(deployment, release)
	if err != nil {
		return err
	}
	for _, p := range pods {
		found.ofPod(&p.Template.Spec)
	}
	return nil
}

func (found images) ofPod(spec *corev1.PodSpec) {
	for _, container := range slices.Concat(spec.InitContainers, spec.Containers) {
		found.add(container.Image)
	}
	for _, volume := range spec.Volumes {
		if volume.Image != nil {
			found.add(volume.Image.Reference)
		}
	}
}

// below are those of what has the form of a pod, wherever that stands: the kinds that make pods are more than Kubernetes' own.
func (found images) below(value any) {
	switch value := value.(type) {
	case map[string]any:
		for _, list := range []string{"containers", "initContainers"} {
			found.ofEntries(value[list], "image")
		}
		volumes, _ := value["volumes"].([]any)
		for _, volume := range volumes {
			if volume, ok := volume.(map[string]any); ok {
				found.ofEntries([]any{volume["image"]}, "reference")
			}
		}
		for _, child := range value {
			found.below(child)
		}
	case []any:
		for _, element := range value {
			found.below(element)
		}
	}
}

// ofEntries are those that a field of the elements of a list names.
func (found images) ofEntries(list any, field string) {
	elements, _ := list.([]any)
	for _, element := range elements {
		if element, ok := element.(map[string]any); ok {
			if image, ok := element[field].(string); ok {
				found.add(image)
			}
		}
	}
}
