package validate

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

func (c *checker) highAvailability() {
	ha, field := c.spec.HighAvailability, path("highAvailability")
	if !oneOf(c, ha.Mode, field.Child("mode"), v1alpha1.HighAvailabilityNone, v1alpha1.HighAvailabilityKubernetes,
		v1alpha1.HighAvailabilityZooKeeper) {
		return
	}
	if ha.Mode != v1alpha1.HighAvailabilityZooKeeper {
		c.member(ha.ZooKeeper != nil, field.Child("zookeeper"), "mode "+string(ha.Mode), "mode ZooKeeper")
	}
	c.addErr(field.Child("directory"), optional(ha.Directory, directory))
	c.zooKeeper(ha.ZooKeeper, field.Child("zookeeper"))
	if ha.Mode != v1alpha1.HighAvailabilityNone && isBelowStorage(ha.Directory) && c.spec.Storage.Type == v1alpha1.StorageNone && c.complete {
		c.add(field.Child("mode"), "must be None without storage, not %s: set spec.storage.type", ha.Mode)
	}
}
