package podtemplate_test

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podtemplate"
)

func ExampleMerge() {
	needed := &corev1.PodTemplateSpec{Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "main", WorkingDir: "/main"}}}}
	template := &v1alpha1.PodTemplate{}
	if err := template.UnmarshalJSON([]byte(`{"spec": {"containers": [{"name": "main", "workingDir": "/tmp"}]}}`)); err != nil {
		fmt.Println(err)
	}
	_, err := podtemplate.Merge(podtemplate.Tree(needed), template, needed, "a feature")
	fmt.Println(err)
	// Output:
	// must not change what a feature needs: spec.containers[main].workingDir
}
