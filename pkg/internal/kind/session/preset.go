package session

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// CheckPreset checks that a preset gives to sessions nothing that only a session can say, and the values that it gives.
func CheckPreset(source resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	var errs diagnostic.Findings
	given := *source.Object
	if given.Spec.Session != nil {
		own := *given.Spec.Session
		if errs := entriesOf(source.SpecErrorf, &own, path("session")); len(errs) > 0 {
			return errs
		}
		errs = append(errs, check.PodTemplates(source.Document, source.SpecErrorf, templatesOf(&own), path("spec", "session"))...)
		errs = append(errs, preset.Refuse(source, "session", own.Preset != "", own.Resources != nil, own.Environment != nil, own.Environments != nil)...)
		own.Preset, own.Resources, own.Environment, own.Environments = "", nil, nil, nil
		errs = append(errs, kind.FilesInPreset(source, "session", cluster.LogFiles(own.Cluster))...)
		given.Spec.Session = &own
	}
	source.Object = &given
	session, found := resolvePreset(source)
	return append(append(errs, found...), CheckTarget(session)...)
}
