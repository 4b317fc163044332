package draft

import "github.com/flinkustomize/flinkustomize/pkg/internal/manifest"

// Key tells the objects of an environment apart.
type Key struct {
	manifest.ID
	Namespace string
}

// KeyOf is that of an object in a namespace; one of a cluster is in none.
func KeyOf(object manifest.Object, namespace string) Key {
	if object.ID().ClusterScoped() {
		namespace = ""
	}
	return Key{object.ID(), namespace}
}
