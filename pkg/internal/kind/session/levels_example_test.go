package session_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func ExampleTargets() {
	analytics := &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: "analytics"},
		Spec: v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				TaskManager: &v1alpha1.TaskManager{CPU: "2", Memory: "8Gi"},
			},
			Environments: map[string]v1alpha1.FlinkSessionSpec{
				"prod": {Cluster: v1alpha1.Cluster{TaskManager: &v1alpha1.TaskManager{Memory: "16Gi"}}},
			},
		},
	}
	prod := &v1alpha1.Environment{
		Metadata: v1alpha1.Metadata{Name: "prod"},
		Spec:     v1alpha1.EnvironmentSpec{Namespace: "streaming"},
	}
	targets, errs := session.Targets(
		resolve.Source[v1alpha1.FlinkSession]{Object: analytics},
		map[string]resolve.Source[v1alpha1.Environment]{"prod": {Object: prod}},
		nil, // presets
	)
	if err := errs.Err(); err != nil {
		fmt.Println(err)
	}
	for _, target := range targets.All() {
		fmt.Printf("%q %q %s %s\n", target.EnvironmentName, target.Namespace, target.Spec.TaskManager.CPU, target.Spec.TaskManager.Memory)
	}
	// Output:
	// "" "" 2 8Gi
	// "prod" "streaming" 2 16Gi
}
