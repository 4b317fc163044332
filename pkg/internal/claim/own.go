package claim

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// CheckOwn checks the volume claims among the user's own manifests that a target keeps its state in.
func CheckOwn(rendered Rendered) diagnostic.Findings {
	var errs diagnostic.Findings
	for _, resource := range rendered.Resources {
		for _, object := range resource {
			errs = append(errs, rendered.Claimant.CheckOwn(object)...)
		}
	}
	return errs
}
