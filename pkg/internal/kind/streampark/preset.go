package streampark

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkPreset is SessionPreset for what a preset gives to StreamParks.
func checkPreset(source resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	var errs diagnostic.Findings
	given := *source.Object
	if given.Spec.StreamPark != nil {
		own := *given.Spec.StreamPark
		if errs := entries(source.SpecErrorf, own, path("streamPark")); len(errs) > 0 {
			return errs
		}
		errs = append(errs, check.PodTemplates(source.Document, source.SpecErrorf, map[string]*v1alpha1.PodTemplate{"": own.PodTemplate}, path("spec", "streamPark"))...)
		errs = append(errs, preset.Refuse(source, "streamPark", own.Preset != "", own.Resources != nil, own.Environment != nil, own.Environments != nil)...)
		own.Preset, own.Resources, own.Environment, own.Environments = "", nil, nil, nil
		given.Spec.StreamPark = &own
	}
	source.Object = &given
	streamPark, found := resolvePreset(source)
	return append(append(errs, found...), checkTarget(streamPark)...)
}
