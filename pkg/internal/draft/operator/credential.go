package operator

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// dropCredential takes a credential in plain text out of the spec, with what it stands in: it is not written anywhere.
func (a *app) dropCredential(f diagnostic.Finding) bool {
	at := pathOf(draft.StandsWith(f.Path))
	a.Spec = changed(a.Spec, nil, at...)
	a.lost = append(a.lost, at)
	a.note(draft.NotKept, "spec."+pathText(at), "%s", f.Message)
	return true
}

// isLost reports whether a field of the custom resource, or something in it, was taken out and noted, so that it must not be written
// again.
func (a *app) isLost(path []any) bool {
	for _, lost := range a.lost {
		n := min(len(path), len(lost))
		if pathText(path[:n]) == pathText(lost[:n]) {
			return true
		}
	}
	return false
}
