package impact_test

import (
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

func Example() {
	session := func(memory string) []impact.Target {
		return []impact.Target{{
			App: "flink/analytics", Environment: "prod", OperatorVersion: "1.15",
			Objects: []*unstructured.Unstructured{{Object: map[string]any{
				"apiVersion": "flink.apache.org/v1beta1",
				"kind":       "FlinkDeployment",
				"metadata":   map[string]any{"name": "analytics", "namespace": "streaming"},
				"spec": map[string]any{
					"flinkVersion": "v1_20",
					"flinkConfiguration": map[string]any{
						"high-availability.type":       "kubernetes",
						"high-availability.storageDir": "s3://flink/ha",
					},
					"taskManager": map[string]any{"resource": map[string]any{"memory": memory}},
				},
			}}},
		}}
	}
	report := impact.Compare(session("2048m"), session("2g"))
	for _, change := range report.Changes {
		fmt.Printf("%s: %s\n", change.ID, change.Class)
		for _, cause := range change.Causes {
			fmt.Printf("%s: %s -> %s: %s\n", cause.Field, cause.Old, cause.New, cause.Reason)
		}
		fmt.Println(change.Jobs)
	}
	// Output:
	// FlinkDeployment analytics: restart
	// spec.taskManager.resource.memory: 2048m -> 2g: both are the same size, but the operator compares text
	// Running jobs stop and are recovered from their latest completed checkpoint; a job without one starts empty.
}
