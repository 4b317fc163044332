package generate

import (
	"errors"

	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
)

// Verify builds every overlay, every base without overlays, and the aggregate of every environment with kustomize, and
// compares what comes out with the objects that the specs ask for.
func (r *Result) Verify() error {
	failures := make([]error, len(r.apps))
	apps := make([]kustomization.App, len(r.apps))
	parallel(len(r.apps), func(i int) {
		wanted := r.apps[i].render()
		if failures[i] = wanted.errs.Err(); failures[i] == nil {
			apps[i] = wanted.app
			failures[i] = kustomization.Verify(r.apps[i].folder, wanted.app)
		}
	})
	if err := errors.Join(failures...); err != nil {
		return err
	}
	return kustomization.VerifyTree(r.Tree, r.aggregates, apps)
}
