package generation

import (
	"errors"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
)

// Verify builds every overlay, every base without overlays, and the aggregate of every environment with kustomize, and
// compares what comes out with the objects that the specs ask for.
func (r *Result) Verify() (Verified, error) {
	failures := make([]error, len(r.apps))
	apps := make([]kustomization.App, len(r.apps))
	Parallel(len(r.apps), func(i int) {
		wanted := r.apps[i].render()
		if failures[i] = wanted.errs.Err(); failures[i] == nil {
			apps[i] = wanted.app
			failures[i] = kustomization.Verify(r.apps[i].folder, wanted.app)
		}
	})
	if err := errors.Join(failures...); err != nil {
		return Verified{}, err
	}
	if err := kustomization.VerifyTree(r.Tree, r.aggregates, apps); err != nil {
		return Verified{}, err
	}
	var built Verified
	for _, app := range apps {
		built.add(app)
	}
	return built, nil
}

// Verified is what Verify found to be as the specs ask for.
type Verified struct {
	// Overlays, Bases of documents without environments, and the Objects that both build.
	Overlays, Bases, Objects int
}

func (v *Verified) add(app kustomization.App) {
	if len(app.Overlays) == 0 {
		v.Bases++
		v.Objects += app.Base.Count()
	}
	for _, overlay := range app.Overlays {
		v.Overlays++
		v.Objects += overlay.Count()
	}
}
