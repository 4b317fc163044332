package lint

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

var maxCheckpointAge = operatorPrefix + "job.upgrade.last-state.max.allowed.checkpoint.age"

// upgradeMode says what becomes of a job's state, which needs a place to be kept at.
func (c *checker) upgradeMode() {
	if !c.isApplication() {
		return
	}
	mode, _ := c.text("job", "upgradeMode")
	if mode == string(v1beta1.UpgradeModeLastState) && !c.highlyAvailable() && !c.release.LastStateWithoutHighAvailability() {
		c.report(c.field("job", "upgradeMode"), "must not be last-state without high availability with operator release %s: %s", c.release, c.highAvailabilityOptions())
	}
	c.jobState()
}

// lastState: a job that goes on from its last checkpoint when it is changed does not when its JobManager is lost, for which high
// availability is.
func (c *checker) lastState() {
	mode, _ := c.text("job", "upgradeMode")
	if mode == string(v1beta1.UpgradeModeLastState) && !c.highlyAvailable() && c.release.LastStateWithoutHighAvailability() {
		c.report(c.field("job", "upgradeMode"), "is last-state without high availability: a job whose JobManager is lost starts again as it was deployed, not from its last checkpoint; %s",
			c.highAvailabilityOptions())
	}
}

// jobState: what keeps a job's state needs a place for it.
func (c *checker) jobState() {
	mode, _ := c.text("job", "upgradeMode")
	if stateful(mode) && !c.isDirectory(flink.CheckpointingDir) {
		c.report(c.field("job", "upgradeMode"), "must not be %s without a directory for checkpoints: set %s", mode, c.keyOf(flink.CheckpointingDir))
	}
	c.savepointDirectory(mode)
}

func stateful(mode string) bool {
	return mode == string(v1beta1.UpgradeModeSavepoint) || mode == string(v1beta1.UpgradeModeLastState)
}

// savepointDirectory is needed by all that takes savepoints.
func (c *checker) savepointDirectory(mode string) {
	if c.isDirectory(flink.SavepointDir) {
		return
	}
	set := c.keyOf(flink.SavepointDir)
	if mode == string(v1beta1.UpgradeModeSavepoint) {
		c.report(c.field("job", "upgradeMode"), "must not be savepoint without a directory for savepoints: set %s", set)
	}
	if c.has("job", "savepointTriggerNonce") {
		c.report(c.field("job", "savepointTriggerNonce"), "must not be set without a directory for savepoints: set %s", set)
	}
	for _, key := range []string{flink.PeriodicSavepointInterval.Keys()[0], maxCheckpointAge} {
		if s, ok := c.effective[key]; ok {
			c.report(c.place(s), "must not be set without a directory for savepoints: set %s", set)
		}
	}
}

// isDirectory reports whether an option is set to more than nothing.
func (c *checker) isDirectory(option flink.Option) bool {
	_, s, ok := c.option(option)
	return ok && strings.TrimSpace(s.value) != ""
}

// suspendedAtFirst: up to 1.6 a job must run before it can be suspended.
func (c *checker) suspendedAtFirst() {
	if state, _ := c.text("job", "state"); state == string(v1beta1.JobStateSuspended) && c.last == nil && !c.release.FirstDeploysSuspended() {
		c.report(c.field("job", "state"), "must be %s at first with operator release %s, not %s", v1beta1.JobStateRunning, c.release, diagnostic.Quote(state))
	}
}
