package generate

import (
	"errors"

	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
)

// Verify builds every overlay, and every base without overlays, with kustomize, and compares what comes out with the
// objects that the specs ask for.
func (r *Result) Verify() error {
	failures := make([]error, len(r.apps))
	parallel(len(r.apps), func(i int) {
		folder, _ := r.Tree.Folder(r.apps[i].app.Path)
		failures[i] = kustomization.Verify(folder, r.apps[i].app)
	})
	return errors.Join(failures...)
}
