package impact

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// changeSessionJob is a job in a session: a change stops and starts that job alone.
func changeSessionJob(c *change) {
	c.metadata()
	session := c.after.find(c.new.sessionID())
	standalone := session != nil && modeOf(session.spec()) == string(v1beta1.ModeStandalone)
	d := c.diff("spec", c.old.spec(), c.new.spec(), operatordiff.FlinkSessionJob(c.new.release, standalone, c.old.spec(), c.new.spec()))
	d.refused()
	switch {
	case !d.restarts():
		d.eachIgnored()
		return
	case d.strongest == operatordiff.SavepointRedeploy:
		d.savepointRedeploy()
		return
	}
	version := flink.Version{}
	if session != nil {
		version = flinkVersionOf(session.spec())
	}
	switch mode := upgradeModeOf(d.new); mode {
	case string(v1beta1.UpgradeModeStateless):
		d.redeployed(JobsLost, "upgradeMode is stateless", false)
		d.Jobs, d.State = "this job is cancelled and started with empty state; the session and its other jobs stay", "state is dropped"
	case string(v1beta1.UpgradeModeSavepoint):
		d.redeployed(Restart, "", false)
		d.Jobs = "if it runs, this job is stopped with a savepoint and started from it; " + d.jobNotRunning() + "; the session and its other jobs stay"
		d.State = "state is kept in the savepoint"
	default:
		d.redeployed(Restart, "", false)
		d.Jobs = "this job is cancelled and started from its last checkpoint; the session and its other jobs stay"
		d.State = "checkpoints are kept; work since the last one is repeated"
	}
	d.suspended()
	d.unread(version)
	for _, left := range d.leftBehind() {
		d.lose(left)
	}
}

// jobNotRunning says what savepoint does to a job of a session that does not run.
func (d *specDiff) jobNotRunning() string {
	if d.release.Compare(since1_10) >= 0 && d.is.isOn(true, "kubernetes.operator.job.upgrade.last-state-fallback.enabled") {
		return "else it starts from the last checkpoint"
	}
	return "else the upgrade waits"
}

// unread says that a configuration does not go with the job below Flink 1.17.
func (d *specDiff) unread(v flink.Version) {
	if v.IsZero() || v.AtLeast(flink.Version{Major: 1, Minor: 17}) {
		return
	}
	for i, cause := range d.Causes {
		if strings.HasPrefix(cause.Field, "spec.flinkConfiguration") && cause.Class.Compare(Deferred) > 0 {
			d.Causes[i].Reason = joinReasons(cause.Reason, fmt.Sprintf("Flink %s does not read it with a job, but the operator restarts the job", v.MinorString()))
		}
	}
}

func removeSessionJob(c *change) {
	spec := c.old.spec()
	conf := configurationOf(spec)
	savepoint := conf.isOn(false, savepointOnDeletion) && c.old.release.Compare(since1_7) >= 0
	if savepoint {
		c.Jobs = "the job is stopped with a savepoint, if it runs"
		c.Kept = append(c.Kept, "the savepoint that is taken")
	} else {
		c.Jobs = "the job is cancelled without a savepoint"
		c.State = "Flink deletes its checkpoints unless they are retained on cancellation"
		if upgradeModeOf(spec) != string(v1beta1.UpgradeModeStateless) {
			c.lose(fmt.Sprintf("%s is deleted without a savepoint, which %s: true would take", c.old.id, savepointOnDeletion))
		}
	}
	if c.Class == Replace {
		c.Jobs += "; the new one starts with empty state unless it names an initialSavepointPath"
	}
}
