package generate_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

func ExampleTree() {
	session := &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: "analytics"},
		Spec: v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				FlinkVersion: "1.20.3",
				JobManager:   &v1alpha1.JobManager{Memory: "2Gi"},
				TaskManager:  &v1alpha1.TaskManager{Memory: "8Gi"},
			},
			Environments: map[string]v1alpha1.FlinkSessionSpec{"prod": {}},
		},
	}
	prod := &v1alpha1.Environment{
		Metadata: v1alpha1.Metadata{Name: "prod"},
		Spec:     v1alpha1.EnvironmentSpec{Namespace: "streaming", OperatorVersion: "1.15"},
	}
	result, err := generate.Specs(generate.Input{
		Specs:        []v1alpha1.Spec{session},
		Environments: []*v1alpha1.Environment{prod},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for path := range result.Tree.All() {
		fmt.Println(path)
	}
	// Output:
	// environments/prod/kustomization.yaml
	// flink/analytics/base/flinkdeployment.yaml
	// flink/analytics/base/kustomization.yaml
	// flink/analytics/base/role.yaml
	// flink/analytics/base/rolebinding.yaml
	// flink/analytics/base/serviceaccount.yaml
	// flink/analytics/overlays/prod/kustomization.yaml
	// kustomizeconfig/kustomization.yaml
	// kustomizeconfig/kustomizeconfig.yaml
}
