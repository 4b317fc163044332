package generation

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Objects makes the objects of one spec without named environments, in its namespace, with the names of the files that they
// belong into, and warnings. Presets are the shipped ones, and there are neither files nor other specs that it could name.
// The error is a diagnostic.Findings when it is about the spec.
func Objects(spec resolve.Document) ([]kustomization.File, diagnostic.Findings, error) {
	d := documents{specs: byKind([]resolve.Document{spec})}
	k, _ := registry.Named(spec.Kind()) // whose Document or Decode made it
	_, errs := d.checkNames()
	presets, found := d.checkPresets()
	errs = append(errs, found...)
	waivers, found := d.waivers()
	errs = append(errs, found...)
	credentials := waivers.apply(d.credentials())
	r := input{known: kind.Known{Presets: presets, Clusters: []cluster.Registration{}, Operated: []kind.Operated{}}}.render(k, spec)
	r.errs = spec.WithoutFollowing(r.errs)
	errs = append(append(errs, r.errs...), claim.Unique(r.claims())...)
	if errs = check.WithoutRepeats(waivers.apply(errs), credentials); !errs.HasErrors() {
		errs = append(errs, waivers.unused()...)
	}
	if err := errs.Err(); err != nil {
		return nil, nil, err
	}
	files, err := r.app.Base.Objects()
	return files, errs.Sorted(), err
}
