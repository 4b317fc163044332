package generate

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// SessionObjects makes the objects of one session without named environments, in its namespace, with the names of the
// files that they belong into, and warnings. Presets are the shipped ones, and there are no files that the session could
// name. The error is a diagnostic.Findings when it is about the session.
func SessionObjects(session resolve.Source[v1alpha1.FlinkSession]) ([]kustomization.File, diagnostic.Findings, error) {
	return documents{sessions: []source{session}}.objects(func(in input) *rendered {
		r := in.session(session)
		r.errs = session.WithoutFollowing(r.errs)
		return r
	})
}

// StreamParkObjects is SessionObjects for a console; the clusters that it registers stand in its spec.remoteClusters.
func StreamParkObjects(console resolve.Source[v1alpha1.StreamPark]) ([]kustomization.File, diagnostic.Findings, error) {
	return documents{parks: []park{console}}.objects(func(in input) *rendered {
		r := in.park(console)
		r.errs = console.WithoutFollowing(r.errs)
		return r
	})
}

// objects are those of the one document there is.
func (d documents) objects(render func(input) *rendered) ([]kustomization.File, diagnostic.Findings, error) {
	_, errs := d.checkNames()
	presets, found := d.checkPresets()
	errs = append(errs, found...)
	waivers, found := d.waivers()
	errs = append(errs, found...)
	credentials := waivers.apply(d.credentials())
	r := render(input{presets: presets, clusters: []resolve.Cluster{}})
	errs = append(append(errs, r.errs...), validate.Unique(r.taken)...)
	if errs = validate.WithoutRepeats(waivers.apply(errs), credentials); !errs.HasErrors() {
		errs = append(errs, waivers.unused()...)
	}
	if err := errs.Err(); err != nil {
		return nil, nil, err
	}
	files, err := r.app.Base.Placed()
	return files, errs.Sorted(), err
}
