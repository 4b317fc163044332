package render

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// highAvailability sets the mode and where metadata lies. The operator adds the cluster's id itself and refuses a
// configuration that states one.
func (r *renderer) highAvailability() {
	ha, facts := r.session.Spec.HighAvailability, r.session.Facts
	if ha.Mode == v1alpha1.HighAvailabilityNone {
		return
	}
	r.configuration.setIf(flink.HighAvailabilityStorageDir, r.directory(ha.Directory, "ha", path("highAvailability", "directory")),
		path("highAvailability"))
	switch ha.Mode {
	case v1alpha1.HighAvailabilityKubernetes:
		r.configuration.set(flink.HighAvailabilityType, "kubernetes", path("highAvailability", "mode"))
	case v1alpha1.HighAvailabilityZooKeeper:
		r.configuration.set(flink.HighAvailabilityType, "zookeeper", path("highAvailability", "mode"))
		root := "/flink/" + r.scope()
		if ha.ZooKeeper != nil && ha.ZooKeeper.Root != "" {
			root = ha.ZooKeeper.Root
		}
		if root, ok := r.expand(root, path("highAvailability", "zookeeper", "root")); ok {
			r.configuration.set(flink.HighAvailabilityZooKeeperPathRoot, root, path("highAvailability", "zookeeper", "root"))
		}
		there := facts.ZooKeeper != nil && len(facts.ZooKeeper.Quorum) > 0
		if r.need(there, path("zookeeper", "quorum"), path("highAvailability", "mode")) {
			r.configuration.set(flink.HighAvailabilityZooKeeperQuorum, strings.Join(facts.ZooKeeper.Quorum, ","),
				path("highAvailability", "mode"))
		}
	}
}
