package flinkoperator_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery/flux"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/flinkoperator"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func Example() {
	operator := &v1alpha1.FlinkOperator{
		Metadata: v1alpha1.Metadata{Name: "europe"},
		Spec:     v1alpha1.FlinkOperatorSpec{OperatorVersion: "1.15", Flux: &v1alpha1.FlinkOperatorFlux{}},
	}
	known := kind.Known{Operated: []kind.Operated{{Cluster: "europe", Namespace: "streaming"}, {Cluster: "america", Namespace: "reports"}}}
	targets, _ := flinkoperator.Kind.Targets(resolve.Source[v1alpha1.FlinkOperator]{Object: operator}, known)
	files, errs := targets.Base.Render()
	if err := errs.Err(); err != nil {
		fmt.Println(err)
	}
	for _, file := range files {
		if release, ok := file.Object.(*flux.HelmRelease); ok {
			fmt.Println(file.Name, release.Spec.Chart.Spec.Version, release.Spec.Values["watchNamespaces"])
		}
	}
	// Output:
	// helmrelease.yaml 1.15.0 [streaming]
}
