package generate

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// Objects makes the objects of one session without named environments, in its namespace, with the names of the files
// that they belong into. Presets are the shipped ones, and there are no files that the session could name. The error is
// a diagnostic.List when it is about the session.
func Objects(session resolve.Source[v1alpha1.FlinkSession]) ([]kustomization.File, error) {
	_, errs := checkNames([]source{session}, nil)
	presets, _, found := checkPresets(nil, nil)
	r := input{presets: presets}.render(session)
	errs = append(append(append(errs, found...), r.errs...), validate.Unique(r.taken)...)
	if err := errs.Err(); err != nil {
		return nil, err
	}
	return r.app.Base.Placed()
}
