package session_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func ExampleCheckTarget() {
	analytics := &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: "analytics"},
		Spec: v1alpha1.FlinkSessionSpec{
			Namespace: "streaming",
			Cluster: v1alpha1.Cluster{
				FlinkVersion: "1.20.3",
				JobManager:   &v1alpha1.JobManager{Memory: "2Gi"},
				TaskManager:  &v1alpha1.TaskManager{Memory: "1.5Gi"},
			},
			Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
		},
	}
	targets, _ := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: analytics}, nil, nil)
	fmt.Println(session.CheckTarget(targets.Base).Err())
	// Output:
	// FlinkSession analytics: spec.taskManager.memory: must be a whole number with a unit, such as 2048m or 2Gi, not "1.5Gi"
}
