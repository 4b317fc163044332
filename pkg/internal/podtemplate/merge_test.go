package podtemplate_test

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
)

func TestResourcesAndProbesMayBeChanged(t *testing.T) {
	needed := &corev1.PodTemplateSpec{Spec: corev1.PodSpec{Containers: []corev1.Container{{
		Name:         "main",
		Resources:    corev1.ResourceRequirements{Requests: corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("1")}},
		StartupProbe: &corev1.Probe{FailureThreshold: 30, PeriodSeconds: 10},
	}}}}
	template := &v1alpha1.PodTemplate{}
	text := `{"spec": {"containers": [{"name": "main", "startupProbe": {"failureThreshold": 90}, "resources": {"requests": {"cpu": "2"}}}]}}`
	if err := template.UnmarshalJSON([]byte(text)); err != nil {
		t.Fatal(err)
	}
	tree, err := podtemplate.Merge(podtemplate.Tree(needed), template, needed, "the console")
	if err != nil {
		t.Fatal(err)
	}
	merged, err := podtemplate.Typed(tree)
	if err != nil {
		t.Fatal(err)
	}
	main := merged.Spec.Containers[0]
	if main.StartupProbe.FailureThreshold != 90 || main.StartupProbe.PeriodSeconds != 10 || main.Resources.Requests.Cpu().String() != "2" {
		t.Errorf("the container is %+v", main)
	}
}
