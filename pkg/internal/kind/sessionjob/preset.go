package sessionjob

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkPreset checks that a preset gives to session jobs nothing that only a job can say, and the values that it gives.
func checkPreset(source resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	var errs diagnostic.Findings
	given := *source.Object
	if given.Spec.SessionJob != nil {
		own := *given.Spec.SessionJob
		if errs := entries(source.SpecErrorf, own, path("sessionJob")); len(errs) > 0 {
			return errs
		}
		errs = preset.Refuse(source, "sessionJob", own.Preset != "", own.Resources != nil, own.Environment != nil, own.Environments != nil)
		own.Preset, own.Resources, own.Environment, own.Environments = "", nil, nil, nil
		given.Spec.SessionJob = &own
	}
	source.Object = &given
	target, found := levels.Preset(source)
	return append(append(errs, found...), checkTarget(target)...)
}
