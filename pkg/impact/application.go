package impact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// application is a change of an application cluster, or of a blue and a green one.
func (d *specDiff) application() {
	switch {
	case !d.restarts():
		d.eachIgnored()
		return
	case d.strongest == operatordiff.SavepointRedeploy:
		d.savepointRedeploy()
		return
	case d.scales():
		d.each(func(f operatordiff.Field, l leaf) (Class, string) {
			if f.Type == operatordiff.Ignore {
				return d.ignored(l)
			}
			return Rescale, "scaled in place"
		})
		d.Jobs = "tasks of the job restart with another parallelism, if the cluster takes it; else the whole cluster restarts"
		return
	}
	before, after := d.was.highAvailability(), d.is.highAvailability()
	switch mode := upgradeModeOf(d.new); mode {
	case string(v1beta1.UpgradeModeStateless):
		d.redeployed(JobsLost, "upgradeMode is stateless", false)
		d.Jobs, d.State = "the job is stopped and started with empty state", "state is dropped, and the HA metadata deleted"
	case string(v1beta1.UpgradeModeSavepoint):
		d.redeployed(Restart, "", false)
		d.savepointRisk()
		d.Jobs = "if it runs, the job is stopped with a savepoint and started from it; " + d.notRunning()
		d.State = "state is kept in the savepoint"
	default:
		d.redeployed(Restart, "", before.mode != "" && !d.versionChanged())
		d.lastState(before, after)
	}
	for _, left := range d.leftBehind() {
		d.lose(left)
	}
	d.Users = "the web UI is down until the new JobManager is up"
	if d.suspended(); isSuspended(d.new) {
		d.Users = "there is no web UI while the job is suspended"
	}
}

// savepointRisk marks what keeps a job from being restored from the savepoint that is taken.
func (d *specDiff) savepointRisk() {
	was, is := flinkVersionOf(d.old), flinkVersionOf(d.new)
	backends := d.is.option(flink.StateBackendType) != "" && !flink.Equal(flink.StateBackendType.Keys()[0], d.was.option(flink.StateBackendType), d.is.option(flink.StateBackendType))
	for i, cause := range d.Causes {
		switch {
		case cause.Field == d.path+".flinkVersion" && !was.IsZero() && !is.IsZero() && (!is.AtLeast(was) || is.Major != was.Major):
			d.Causes[i].Class, d.Causes[i].Reason = RecoveryAtRisk, d.versionReason()
		case backends && strings.EqualFold(d.is["kubernetes.operator.savepoint.format.type"], "NATIVE") && d.isOption(cause.Field, flink.StateBackendType):
			d.Causes[i].Class, d.Causes[i].Reason = RecoveryAtRisk, "a state backend cannot read native savepoints of another one"
		}
	}
}

// isOption reports whether a field is an option, under any of its keys.
func (d *specDiff) isOption(field string, o flink.Option) bool {
	return slices.ContainsFunc(o.Keys(), func(key string) bool { return field == d.path+".flinkConfiguration["+key+"]" })
}

func (d *specDiff) versionChanged() bool { return d.old["flinkVersion"] != d.new["flinkVersion"] }

// lastState upgrades from the latest checkpoint.
func (d *specDiff) lastState(before, after highAvailability) {
	switch {
	case d.versionChanged() && d.release.Compare(since1_10) < 0:
		d.Jobs = "if it runs, the job is stopped with a savepoint and started from it, since the Flink version differs; else the upgrade waits"
	case d.versionChanged():
		d.Jobs = "if it runs, the job is stopped with a savepoint, or cancelled where there is no directory for savepoints, and started from that or from the last checkpoint"
	case before.mode == "" && d.release.Compare(since1_10) < 0:
		d.Jobs = "if it runs, the job is stopped with a savepoint and started from it, since high availability was off"
	case before.mode == "":
		d.Jobs = "the job is cancelled and started from its last checkpoint"
	case !before.samePlace(after):
		d.Jobs = "the job is stopped, and does not start again by itself: the new cluster does not find the HA metadata, and it has to be restored by hand"
	case d.has(RecoveryAtRisk):
		d.Jobs = "the job is started from its last checkpoint, but that may fail: " + strings.Join(d.reasons(RecoveryAtRisk), "; ")
	default:
		d.Jobs = "the job is started from its last checkpoint; work since then is repeated"
	}
	d.State = "checkpoints are kept"
	if moved := d.movedHighAvailability(); moved != "" {
		d.lose(moved)
	}
}

// notRunning says what savepoint does to a job that does not run.
func (d *specDiff) notRunning() string {
	if d.is.isOn(true, "kubernetes.operator.job.upgrade.last-state-fallback.enabled") && d.was.highAvailability().mode != "" {
		return "else it starts from the last checkpoint"
	}
	return "else the upgrade waits, or fails and has to be restored by hand"
}

func isSuspended(spec map[string]any) bool {
	return textAt(spec, "job", "state") == string(v1beta1.JobStateSuspended)
}

// suspended is a job that is stopped or started by its state.
func (d *specDiff) suspended() {
	switch was, is := isSuspended(d.old), isSuspended(d.new); {
	case !was && is:
		d.Jobs = "the job stops and stays stopped; " + d.stoppedFrom()
	case was && !is:
		d.Jobs = "the job starts from where it was suspended"
		if upgradeModeOf(d.new) == string(v1beta1.UpgradeModeStateless) {
			d.Jobs = "the job starts with empty state"
		}
	case was && is:
		d.Jobs = "the job stays suspended"
	}
}

func (d *specDiff) stoppedFrom() string {
	switch upgradeModeOf(d.new) {
	case string(v1beta1.UpgradeModeStateless):
		return "its state is dropped"
	case string(v1beta1.UpgradeModeSavepoint):
		return "a savepoint is taken"
	}
	return "its last checkpoint is kept"
}

// savepointRedeploy starts the job from a savepoint that the spec names.
func (d *specDiff) savepointRedeploy() {
	from := oneLine("initialSavepointPath", textAt(d.new, "job", "initialSavepointPath"))
	if strings.Trim(from, `"`) == "" {
		from = ""
	}
	d.redeployed(JobsLost, "the job starts from initialSavepointPath", false)
	d.Jobs = "the job is cancelled without a savepoint, and started with empty state: there is no initialSavepointPath"
	if from != "" {
		d.Jobs = fmt.Sprintf("the job is cancelled without a savepoint, and started from %s", from)
	}
	d.State = "everything since that savepoint is dropped"
}

// scales reports whether the operator scales in place: in native mode vertices through the adaptive scheduler, in
// standalone mode TaskManagers under the reactive one.
func (d *specDiff) scales() bool {
	if d.strongest != operatordiff.Scale {
		return false
	}
	if modeOf(d.new) == string(v1beta1.ModeStandalone) {
		return strings.EqualFold(strings.TrimSpace(d.is["scheduler-mode"]), "reactive")
	}
	adaptive := strings.EqualFold(strings.TrimSpace(d.is["jobmanager.scheduler"]), "adaptive")
	for _, f := range d.fields {
		if key, ok := strings.CutPrefix(f.Name, "flinkConfiguration."); ok && f.Type == operatordiff.Scale && removesOverride(d.was[key], d.is[key]) {
			return false
		}
	}
	v := flinkVersionOf(d.new)
	return adaptive && !v.IsZero() && v.AtLeast(flink.Version{Major: 1, Minor: 18}) &&
		d.is.isOn(true, "kubernetes.operator.job.upgrade.inplace-scaling.enabled")
}

// removesOverride reports whether a vertex that had an override has none any more.
func removesOverride(old, new string) bool {
	was, errOld := flink.ParseMap(old)
	is, errNew := flink.ParseMap(new)
	if errOld != nil || errNew != nil {
		return true
	}
	for vertex := range was {
		if _, ok := is[vertex]; !ok {
			return true
		}
	}
	return false
}
