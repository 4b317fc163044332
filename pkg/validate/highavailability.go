package validate

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func (c *checker) highAvailability() {
	ha, field := c.cluster.HighAvailability, path("highAvailability")
	if !oneOf(c, ha.Mode, field.Child("mode"), v1alpha1.HighAvailabilityNone, v1alpha1.HighAvailabilityKubernetes,
		v1alpha1.HighAvailabilityZooKeeper) {
		return
	}
	if ha.Mode != v1alpha1.HighAvailabilityZooKeeper {
		c.member(ha.ZooKeeper != nil, field.Child("zookeeper"), "mode "+string(ha.Mode), "mode ZooKeeper")
	}
	c.addErr(field.Child("directory"), optional(ha.Directory, directory))
	c.zooKeeper(ha.ZooKeeper, field.Child("zookeeper"))
	c.highAvailabilityByOption()
	if ha.Mode != v1alpha1.HighAvailabilityNone && isBelowStorage(ha.Directory) && c.cluster.Storage.Type == v1alpha1.StorageNone && c.complete {
		c.addAs(diagnostic.RuleHighAvailability, field.Child("mode"), "must be None without storage, not %s: set spec.storage.type", ha.Mode)
	}
}

// highlyAvailable tells whether JobManagers are, by the field or by an option of Flink.
func (c *checker) highlyAvailable() bool {
	_, value, ok := c.value(flink.HighAvailabilityType)
	return c.cluster.HighAvailability.Mode != v1alpha1.HighAvailabilityNone || ok && !strings.EqualFold(value, "none")
}

// kubernetesServices ends the name of the class that is high availability with Kubernetes.
const kubernetesServices = ".KubernetesHaServicesFactory"

// highAvailabilityByOption checks that what an option of Flink switches on has what it needs, without which no
// JobManager starts.
func (c *checker) highAvailabilityByOption() {
	key, value, ok := c.value(flink.HighAvailabilityType)
	if !ok || !c.complete || c.cluster.HighAvailability.Mode != v1alpha1.HighAvailabilityNone {
		return
	}
	needs := func(option flink.Option) {
		if !c.sets(option) {
			c.addAs(diagnostic.RuleHighAvailability, path("flinkConfiguration", key), "must not be set without %s, which Flink needs for it: set spec.highAvailability.mode, which sets both",
				option.Keys()[0])
		}
	}
	zooKeeper := strings.EqualFold(value, "zookeeper")
	if zooKeeper || strings.EqualFold(value, "kubernetes") || strings.HasSuffix(value, kubernetesServices) {
		needs(flink.HighAvailabilityStorageDir)
	}
	if zooKeeper {
		needs(flink.HighAvailabilityZooKeeperQuorum)
	}
}
