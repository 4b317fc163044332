package sessionjob_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/sessionjob"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

func Example() {
	parallelism := int32(4)
	orders := &v1alpha1.FlinkSessionJob{
		Metadata: v1alpha1.Metadata{Name: "orders"},
		Spec: v1alpha1.FlinkSessionJobSpec{
			Session:     "analytics",
			Job:         &v1alpha1.Job{JarURI: "https://repo.example.com/orders.jar", Parallelism: &parallelism, SavepointInterval: "6h"},
			Environment: &v1alpha1.EnvironmentSpec{Namespace: "streaming", OperatorVersion: "1.15"},
		},
	}
	targets, _ := sessionjob.Kind.Targets(resolve.Source[v1alpha1.FlinkSessionJob]{Object: orders}, kind.Known{})
	files, errs := targets.Base.Render()
	if err := errs.Err(); err != nil {
		fmt.Println(err)
	}
	for _, file := range files {
		job := file.Object.(*v1beta1.FlinkSessionJob)
		fmt.Println(file.Name, job.Spec.DeploymentName, *job.Spec.Job.Parallelism, job.Spec.FlinkConfiguration)
	}
	// Output:
	// flinksessionjob.yaml analytics 4 map[kubernetes.operator.periodic.savepoint.interval:6h]
}
