package operator

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// neighbours are the objects of a namespace that are not claimed, effective.
func neighbours(objects []manifest.Object, namespace string, claimed map[draft.Key]bool) []manifest.Object {
	var all []manifest.Object
	for _, object := range objects {
		if object.Namespace() == namespace && !claimed[draft.KeyOf(object, namespace)] {
			all = append(all, draft.Effective(object, ""))
		}
	}
	return all
}

// claims reports whether the spec renders an object that is claimed.
func (a *app) claims(claimed map[draft.Key]bool) bool {
	return slices.ContainsFunc(a.rendered, func(object manifest.Object) bool { return claimed[draft.KeyOf(object, a.Objects[0].Namespace())] })
}

// renders reports whether the spec renders an object that was read.
func (a *app) renders(object manifest.Object) bool {
	return object.Namespace() == a.Objects[0].Namespace() && slices.ContainsFunc(a.rendered, func(r manifest.Object) bool { return r.ID() == object.ID() })
}

// neighbour is the object of a kind and a name beside the app.
func (a *app) neighbour(kind, name string) (manifest.Object, bool) {
	i := slices.IndexFunc(a.beside, func(o manifest.Object) bool { return o.ID().Kind == kind && o.ID().Name == name })
	if i < 0 {
		return manifest.Object{}, false
	}
	return a.beside[i], true
}
