package claim

import (
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// OfEnvironment lists what an environment itself claims: the names of the objects that it owns.
func OfEnvironment(environment *resolve.Target, objects []runtime.Object) Claims {
	return Of(Rendered{Target: environment, Objects: objects, Claimant: owner{}})
}

// owner claims nothing but the names of objects.
type owner struct{}

func (owner) Derived() []operator.ObjectName               { return nil }
func (owner) NamedBy(manifest.ID) string                   { return "" }
func (owner) Places(runtime.Object) []Claim                { return nil }
func (owner) Stores() []Claim                              { return nil }
func (owner) CheckOwn(manifest.Object) diagnostic.Findings { return nil }
