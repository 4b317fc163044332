package lint

import (
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// highlyAvailable reports whether high availability is on.
func (c *checker) highlyAvailable() bool {
	_, s, ok := c.option(flink.HighAvailabilityType)
	return ok && (s.value == "" || flink.HighAvailability(s.value) != flink.HighAvailabilityNone) // an empty one is the name of a class, too
}

const rollbackEnabled = operatorPrefix + "deployment.rollback.enabled"

// rollback starts the last cluster that ran again, which needs what high availability keeps.
func (c *checker) rollback() {
	if on, s := c.boolean(false, rollbackEnabled); on && !c.highlyAvailable() {
		c.report(c.place(s), "must be off without high availability: %s", c.highAvailabilityOptions())
	}
}

func (c *checker) standbyJobManagers() {
	if n, ok := c.integer("jobManager", "replicas"); ok && n > 1 && !c.highlyAvailable() {
		c.report(c.field("jobManager", "replicas"), "must be 1 without high availability, not %d: %s", n, c.highAvailabilityOptions())
	}
}

// highAvailabilityOptions says how high availability is turned on.
func (c *checker) highAvailabilityOptions() string {
	return "set " + c.keyOf(flink.HighAvailabilityType) + " and " + c.keyOf(flink.HighAvailabilityStorageDir)
}
