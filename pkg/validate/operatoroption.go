package validate

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// operatorOptions checks what the operator's own options need of the session: the operator refuses a FlinkDeployment
// that switches them on without, or every FlinkSessionJob in it.
func (c *checker) operatorOptions() {
	if !c.complete {
		return
	}
	option := func(name string) (string, bool) {
		value := c.spec.FlinkConfiguration[operator.OptionPrefix+name]
		if value == nil {
			return "", false
		}
		return *value, true
	}
	isOn := func(name string) bool {
		value, _ := option(name)
		return strings.EqualFold(value, "true")
	}
	field := func(name string) []string { return []string{"flinkConfiguration", operator.OptionPrefix + name} }

	if rollback := "deployment.rollback.enabled"; isOn(rollback) && c.spec.HighAvailability.Mode == v1alpha1.HighAvailabilityNone &&
		!c.sets(flink.HighAvailabilityType) {
		c.add(path(field(rollback)...), "must be false without high availability: set spec.highAvailability.mode")
	}
	recovery, set := option("jm-deployment-recovery.enabled")
	if health := "cluster.health-check.enabled"; isOn(health) && set && strings.EqualFold(recovery, "false") {
		c.add(path(field(health)...), "must be false while %sjm-deployment-recovery.enabled is false", operator.OptionPrefix)
	}
	if c.spec.Storage.Type != v1alpha1.StorageNone || c.spec.Savepoints != nil && c.spec.Savepoints.Directory != "" || c.sets(flink.SavepointDir) {
		return
	}
	for _, name := range []string{"periodic.savepoint.interval", "job.upgrade.last-state.max.allowed.checkpoint.age"} {
		if _, set := option(name); set {
			c.add(path(field(name)...), "must not be set without a directory of savepoints, without which the operator refuses every "+
				"FlinkSessionJob: set spec.storage.type or spec.savepoints.directory")
		}
	}
}

// sets tells whether the user's own configuration sets an option, under any of its keys.
func (c *checker) sets(option flink.Option) bool {
	for _, key := range option.Keys() {
		if c.spec.FlinkConfiguration[key] != nil {
			return true
		}
	}
	return false
}
