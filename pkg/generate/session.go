package generate

import (
	"path"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/render"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

func (in input) newSession(s source) app {
	return newApp(s, func() *rendered { return in.session(s) })
}

// session resolves, validates and renders a session for its base and for every environment.
func (in input) session(s source) *rendered {
	folder := path.Join(flinkFolder, s.Object.Metadata.Name)
	if errs := validate.SessionEntries(s); len(errs) > 0 {
		return newRendered(in, s, folder, errs)
	}
	r := newRendered(in, s, folder, validate.PodTemplates(s))
	targets, errs := resolve.Sessions(s, in.environments, in.presets)
	r.errs = append(r.errs, errs...)
	if targets.Base != nil {
		r.app.Base = r.session(targets.Base)
	}
	var overlays []*resolve.Target
	for _, overlay := range targets.Overlays {
		r.app.Overlays = append(r.app.Overlays, kustomization.Overlay{Name: overlay.EnvironmentName, Variant: r.session(overlay)})
		overlays = append(overlays, &overlay.Target)
	}
	r.errs = resolve.Blame(r.errs, overlays, func() diagnostic.Findings {
		if targets.Base == nil || r.refused {
			return nil
		}
		alone := *targets.Base
		alone.Complete = true
		_, errs := render.Session(&alone)
		return append(errs, validate.Session(&alone)...)
	})
	return r
}

// session is one target of a session.
func (r *rendered) session(target *resolve.Session) kustomization.Variant {
	r.errs = append(r.errs, validate.Session(target)...)
	r.errs = append(r.errs, readLogFiles(target, r.in.files)...)
	if r.refused {
		return kustomization.Variant{}
	}
	files, errs := render.Session(target)
	r.errs = append(r.errs, errs...)
	r.errs = append(r.errs, podFindings(target, files, r.errs)...)
	if cluster, ok := target.Cluster(); ok && r.in.consoles {
		r.clusters = append(r.clusters, cluster)
	}
	return r.variant(validate.Rendered{Session: target}, files, target.Spec.Resources)
}
