package render

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// highAvailability sets the mode and where metadata lies. The operator adds the cluster's id itself and refuses a
// configuration that states one.
func (r *renderer) highAvailability() {
	ha := r.cluster.HighAvailability
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
		r.zooKeeper()
	}
}

// highAvailabilityType is the value of Flink's option, which a typed field or the user sets; empty where neither does.
func (r *renderer) highAvailabilityType() string {
	for _, key := range flink.HighAvailabilityType.Keys() {
		if r.configuration.sets(key) {
			return r.configuration.values[key]
		}
		if value := r.cluster.FlinkConfiguration[key]; value != nil {
			return *value
		}
	}
	return ""
}
