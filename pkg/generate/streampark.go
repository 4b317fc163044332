package generate

import (
	"path"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/render/console"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

func (in input) newPark(p park) app {
	return newApp(p, func() *rendered { return in.park(p) })
}

// park resolves, validates and renders a console for its base and for every environment.
func (in input) park(p park) *rendered {
	folder := path.Join(streamParkFolder, p.Object.Metadata.Name)
	if errs := validate.StreamParkEntries(p); len(errs) > 0 {
		return newRendered(in, p, folder, errs)
	}
	r := newRendered(in, p, folder, validate.StreamParkPodTemplates(p))
	targets, errs := resolve.StreamParks(p, in.environments, in.presets, in.clusters)
	r.errs = append(r.errs, errs...)
	if targets.Base != nil {
		r.app.Base = r.park(targets.Base)
	}
	var overlays []*resolve.Target
	for _, overlay := range targets.Overlays {
		r.app.Overlays = append(r.app.Overlays, kustomization.Overlay{Name: overlay.EnvironmentName, Variant: r.park(overlay)})
		overlays = append(overlays, &overlay.Target)
	}
	r.errs = resolve.Blame(r.errs, overlays, func() diagnostic.Findings {
		if targets.Base == nil || r.refused {
			return nil
		}
		alone := *targets.Base
		alone.Complete = true
		_, errs := console.StreamPark(&alone)
		return append(errs, validate.StreamPark(&alone)...)
	})
	return r
}

// park is one target of a console.
func (r *rendered) park(target *resolve.StreamPark) kustomization.Variant {
	r.errs = append(r.errs, validate.StreamPark(target)...)
	if r.refused {
		return kustomization.Variant{}
	}
	files, errs := console.StreamPark(target)
	r.errs = append(r.errs, errs...)
	r.errs = append(r.errs, consolePodFindings(target, files, r.errs)...)
	return r.variant(validate.Rendered{StreamPark: target}, files, target.Spec.Resources)
}
