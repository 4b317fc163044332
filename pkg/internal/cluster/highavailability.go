package cluster

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func setHighAvailabilityDefaults(cluster *v1alpha1.Cluster) {
	resolve.SetDefaultStruct(&cluster.HighAvailability)
	resolve.SetDefault(&cluster.HighAvailability.Mode, v1alpha1.HighAvailabilityNone)
}

func (c *checker) highAvailability() {
	ha, field := c.cluster.HighAvailability, path("highAvailability")
	if !check.OneOf(c.Checker, ha.Mode, field.Child("mode"), v1alpha1.HighAvailabilityNone, v1alpha1.HighAvailabilityKubernetes,
		v1alpha1.HighAvailabilityZooKeeper) {
		return
	}
	if ha.Mode != v1alpha1.HighAvailabilityZooKeeper && ha.ZooKeeper != nil {
		c.Member(true, field.Child("zookeeper"), "mode "+string(ha.Mode), "mode ZooKeeper")
	}
	c.AddErr(field.Child("directory"), check.Optional(ha.Directory, check.Directory))
	c.zooKeeper(ha.ZooKeeper, field.Child("zookeeper"))
	c.highAvailabilityByOption()
	if ha.Mode != v1alpha1.HighAvailabilityNone && check.IsBelowStorage(ha.Directory) && c.cluster.Storage.Type == v1alpha1.StorageNone && c.Complete {
		c.AddAs(diagnostic.RuleHighAvailability, field.Child("mode"), "must be None without storage, not %s: set spec.storage.type", ha.Mode)
	}
}

// highlyAvailable reports whether JobManagers are, by the field or by an option of Flink.
func (c *checker) highlyAvailable() bool {
	_, value, _ := c.value(flink.HighAvailabilityType)
	return c.cluster.HighAvailability.Mode != v1alpha1.HighAvailabilityNone || flink.HighAvailability(value) != flink.HighAvailabilityNone
}

// highAvailabilityByOption checks that what an option of Flink switches on has what it needs, without which no
// JobManager starts.
func (c *checker) highAvailabilityByOption() {
	key, value, ok := c.value(flink.HighAvailabilityType)
	if !ok || !c.Complete || c.cluster.HighAvailability.Mode != v1alpha1.HighAvailabilityNone {
		return
	}
	needs := func(option flink.Option) {
		if !c.sets(option) {
			c.AddAs(diagnostic.RuleHighAvailability, path("flinkConfiguration", key), "must not be set without %s, which Flink needs for it: set spec.highAvailability.mode, which sets both",
				option.Keys()[0])
		}
	}
	switch flink.HighAvailability(value) {
	case flink.HighAvailabilityKubernetes:
		needs(flink.HighAvailabilityStorageDir)
	case flink.HighAvailabilityZooKeeper:
		needs(flink.HighAvailabilityStorageDir)
		needs(flink.HighAvailabilityZooKeeperQuorum)
	}
}

// highAvailability sets the mode and where metadata lies. The operator adds the cluster's id itself and refuses a
// configuration that states one.
func (r *renderer) highAvailability() {
	ha := r.cluster.HighAvailability
	if ha.Mode == v1alpha1.HighAvailabilityNone {
		return
	}
	r.configuration.setIf(flink.HighAvailabilityStorageDir, r.directory(ha.Directory, "ha", "highAvailability.directory"),
		"highAvailability")
	switch ha.Mode {
	case v1alpha1.HighAvailabilityKubernetes:
		r.configuration.set(flink.HighAvailabilityType, flink.HighAvailabilityKubernetes, "highAvailability.mode")
	case v1alpha1.HighAvailabilityZooKeeper:
		r.configuration.set(flink.HighAvailabilityType, flink.HighAvailabilityZooKeeper, "highAvailability.mode")
		r.zooKeeper()
	}
}

// highAvailabilityType is the value of Flink's option, which a typed field or the user sets; empty where neither does.
func (r *renderer) highAvailabilityType() string {
	for key := range flink.HighAvailabilityType.EachKey {
		if typed := r.configuration.find(key); typed != nil {
			return typed.value
		}
		if value := r.cluster.FlinkConfiguration[key]; value != nil {
			return *value
		}
	}
	return ""
}
