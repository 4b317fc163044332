package generate

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// Objects makes the objects of one spec without named environments, in its namespace, with the names of the files that they
// belong into, and warnings. Presets are the shipped ones, and there are neither files nor other specs that it could name.
// The error is a diagnostic.Findings when it is about the spec.
func Objects(spec resolve.Document) ([]kustomization.File, diagnostic.Findings, error) {
	var errs diagnostic.Findings
	d := documents{specs: byKind([]resolve.Document{spec}, &errs)}
	if err := errs.Err(); err != nil {
		return nil, nil, err
	}
	k, _ := registry.Named(spec.Kind()) // as byKind has found
	_, errs = d.checkNames()
	presets, found := d.checkPresets()
	errs = append(errs, found...)
	waivers, found := d.waivers()
	errs = append(errs, found...)
	credentials := waivers.Apply(d.credentials())
	r := input{known: kind.Known{Presets: presets, Clusters: []resolve.Cluster{}}}.render(k, spec)
	r.errs = spec.WithoutFollowing(r.errs)
	errs = append(append(errs, r.errs...), validate.Unique(r.taken)...)
	if errs = validate.WithoutRepeats(waivers.Apply(errs), credentials); !errs.HasErrors() {
		errs = append(errs, waivers.Unused()...)
	}
	if err := errs.Err(); err != nil {
		return nil, nil, err
	}
	files, err := r.app.Base.Placed()
	return files, errs.Sorted(), err
}
