package delivery_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery"
)

func Example() {
	tree := delivery.Tree{
		Spec: &v1alpha1.Delivery{Path: "deploy", Flux: &v1alpha1.FluxDelivery{
			SourceRef:    v1alpha1.FluxSource{Name: "streaming"},
			Environments: map[string]v1alpha1.FluxEnvironment{"prod": {}},
		}},
		Environments: []delivery.Environment{
			{Name: "dev", Apps: []delivery.App{{Folder: "flink/analytics"}}},
			{Name: "prod", Apps: []delivery.App{
				{Folder: "flink/analytics", Flink: []string{"FlinkDeployment"}},
				{Folder: "jobs/orders", Needs: []string{"flink/analytics"}, Late: true, Flink: []string{"FlinkSessionJob"}},
			}},
		},
	}
	folder, delivered, err := tree.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	for path := range folder.Paths() {
		fmt.Println(path)
	}
	for _, object := range delivered[0].Objects {
		fmt.Println(object.ID())
	}
	// Output:
	// prod.yaml
	// prod/flink-analytics.yaml
	// prod/jobs-orders.yaml
	// prod/kustomization.yaml
	// Kustomization flink-analytics-prod
	// Kustomization jobs-orders-prod
}
