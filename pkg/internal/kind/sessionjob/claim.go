package sessionjob

import (
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// rendered is a job without objects.
func rendered(j *Target) claim.Rendered {
	return claim.Rendered{Target: &j.Target, Claimant: claimant{j}}
}

// claimant is the claimant of a job, which has nothing but its names.
type claimant struct{ *Target }

// Derived implements claim.Claimant.
func (j claimant) Derived() []operator.ObjectName { return operator.SessionJobNames(j.Metadata.Name) }

// NamedBy implements claim.Claimant.
func (claimant) NamedBy(manifest.ID) string { return "" }

// Places implements claim.Claimant.
func (claimant) Places(runtime.Object) []claim.Claim { return nil }

// Stores implements claim.Claimant.
func (claimant) Stores() []claim.Claim { return nil }

// CheckOwn implements claim.Claimant.
func (claimant) CheckOwn(manifest.Object) diagnostic.Findings { return nil }
