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
	a.dropped = append(a.dropped, at)
	a.note(draft.NotKept, "spec."+pathText(at), "%s", f.Message)
	return true
}

// isDropped reports whether a field of the custom resource held a credential that was taken out, so that it must not be written again.
func (a *app) isDropped(path []any) bool {
	for _, dropped := range a.dropped {
		if len(path) >= len(dropped) && pathText(path[:len(dropped)]) == pathText(dropped) || len(path) < len(dropped) && pathText(dropped[:len(path)]) == pathText(path) {
			return true
		}
	}
	return false
}
