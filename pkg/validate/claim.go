package validate

import "github.com/flinkustomize/flinkustomize/pkg/diagnostic"

// Claims checks the volume claims among the user's own manifests that a target keeps its state in.
func Claims(rendered Rendered) diagnostic.Findings {
	var errs diagnostic.Findings
	for _, resource := range rendered.Resources {
		for _, object := range resource {
			errs = append(errs, rendered.kind.ownClaim(object)...)
		}
	}
	return errs
}
