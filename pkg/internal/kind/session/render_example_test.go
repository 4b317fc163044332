package session_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func Example() {
	analytics := &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: "analytics"},
		Spec: v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				FlinkVersion: "1.20.3",
				Metrics:      &v1alpha1.Metrics{},
			},
			Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
		},
	}
	targets, _ := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: analytics}, nil, nil)
	files, errs := cluster.Render(targets.Base)
	if err := errs.Err(); err != nil {
		fmt.Println(err)
	}
	for _, file := range files {
		fmt.Println(file.Name, file.Object.GetObjectKind().GroupVersionKind().Kind)
	}
	// Output:
	// flinkdeployment.yaml FlinkDeployment
	// serviceaccount.yaml ServiceAccount
	// role.yaml Role
	// rolebinding.yaml RoleBinding
	// podmonitor.yaml PodMonitor
}
