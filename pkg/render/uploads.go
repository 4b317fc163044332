package render

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// uploads has several JobManagers keep uploaded jars on the volume that all of them mount, in a folder of the session's
// own: each JobManager finds those that lie in its folder, and requests reach any of them. A user's own option stays.
func (r *renderer) uploads() {
	storage := r.cluster.Storage
	stated := func(key string) bool { return r.cluster.FlinkConfiguration[key] != nil }
	if !r.standbys() || storage.Type != v1alpha1.StorageVolume || slices.ContainsFunc(flink.WebUploadDir.Keys(), stated) {
		return
	}
	field := path("storage", "volume", "mountPath")
	if dir, ok := r.expand(strings.TrimSuffix(storage.Volume.MountPath, "/")+"/"+r.scope()+"/uploads/{name}", field); ok {
		r.configuration.set(flink.WebUploadDir, dir, field)
	}
}
