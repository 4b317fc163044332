package streampark_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/streampark"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func ExampleStreamPark() {
	park := &v1alpha1.StreamPark{
		Metadata: v1alpha1.Metadata{Name: "console"},
		Spec: v1alpha1.StreamParkSpec{
			Namespace: "streaming", Version: "2.1.6",
			Database: &v1alpha1.StreamParkDatabase{Type: v1alpha1.StreamParkDatabaseH2},
		},
	}
	targets, errs := streampark.ResolveAll(resolve.Source[v1alpha1.StreamPark]{Object: park}, nil, nil, nil)
	files, found := streampark.Render(targets.Base)
	if err := append(errs, found...).Err(); err != nil {
		fmt.Println(err)
	}
	for _, file := range files {
		fmt.Println(file.Name)
	}
	// Output:
	// deployment.yaml
	// configmap.yaml
	// persistentvolumeclaim.yaml
	// service.yaml
}
