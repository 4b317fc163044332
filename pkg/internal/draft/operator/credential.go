package operator

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// dropCredential takes a credential in plain text out of the spec: it is not written anywhere. With it goes what it stands in and
// means nothing without it: a variable, or all arguments, of which no other one can be told to belong to it.
func (a *app) dropCredential(path []any, f diagnostic.Finding) bool {
	at := path
	last := len(path) - 1
	if _, isElement := path[last].(int); isElement {
		at = path[:last]
	} else if last > 0 && path[last] == "value" {
		at = path[:last]
	}
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
