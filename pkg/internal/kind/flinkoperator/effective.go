package flinkoperator

import (
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// effective is the operator with its defaults, and with all namespaces that it watches.
func effective(o *Target) *v1alpha1.FlinkOperator {
	spec := o.Spec
	spec.WatchNamespaces = o.watched()
	return &v1alpha1.FlinkOperator{
		TypeMeta: v1alpha1.TypeMeta{APIVersion: v1alpha1.APIVersion, Kind: v1alpha1.KindFlinkOperator},
		Metadata: o.Metadata,
		Spec:     spec,
	}
}

// listed is what an operator adds to the inventory.
func listed(o *Target, _ []object.File) (inventory.Target, error) {
	entry := inventory.Target{OperatorVersion: o.Spec.OperatorVersion, Image: o.Spec.Image, Processes: []inventory.Process{{
		Role: inventory.RoleOperator, Replicas: int(*o.Spec.Replicas), CPU: o.Spec.CPU, Memory: o.Spec.Memory,
	}}}
	if image := o.image(); image["tag"] != nil || image["digest"] != nil { // else the chart completes it
		entry.Images = []string{o.Spec.Image}
	}
	return entry, nil
}

// rendered is an operator without objects. Its cluster is what its names are unique in: operators of several clusters have the same.
func rendered(o *Target) claim.Rendered {
	target := o.Target
	target.EnvironmentName = "cluster " + o.Metadata.Name
	return claim.Rendered{Target: &target, Claimant: claimant{}}
}

// claimant claims nothing but the names of objects.
type claimant struct{}

func (claimant) Derived() []operator.ObjectName               { return nil }
func (claimant) NamedBy(manifest.ID) string                   { return "" }
func (claimant) Places(runtime.Object) []claim.Claim          { return nil }
func (claimant) Stores() []claim.Claim                        { return nil }
func (claimant) CheckOwn(manifest.Object) diagnostic.Findings { return nil }
