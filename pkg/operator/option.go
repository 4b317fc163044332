package operator

import (
	"slices"
	"strings"
)

// OptionPrefix begins the key of each option of the operator itself.
const OptionPrefix = "kubernetes.operator."

// Option is an option of the operator that a FlinkDeployment may set for itself in spec.flinkConfiguration. The operator takes such
// options out before the configuration reaches the cluster, and a change of one restarts nothing.
type Option struct {
	// Key is the whole key; a part of it in angle brackets stands for a name of the user's choice.
	Key string
	// Since is the first release that knows the option; 1.6 stands for older ones too.
	Since Release
	// RenamedIn is the first release that knows the option as Successor, and this Key as an alias; zero if it was not renamed.
	RenamedIn Release
	// Successor is the key that the option has since RenamedIn.
	Successor string
}

// Keeps reports whether the operator takes an option out of the configuration before that reaches the cluster: its own
// options and those of the autoscaler.
func Keeps(key string) bool {
	return strings.HasPrefix(key, OptionPrefix) || strings.HasPrefix(key, autoscalerPrefix)
}

// options are sorted by key.
var options = []Option{
	{Key: OptionPrefix + "checkpoint.trigger.grace-period", Since: release(7)},
	{Key: OptionPrefix + "checkpoint.type", Since: release(7)},
	{Key: OptionPrefix + "cluster.health-check.checkpoint-progress.enabled", Since: release(6)},
	{Key: OptionPrefix + "cluster.health-check.checkpoint-progress.window", Since: release(6)},
	{Key: OptionPrefix + "cluster.health-check.enabled", Since: release(6)},
	{Key: OptionPrefix + "cluster.health-check.restarts.threshold", Since: release(6)},
	{Key: OptionPrefix + "cluster.health-check.restarts.window", Since: release(6)},
	{Key: OptionPrefix + "deployment.readiness.timeout", Since: release(6)},
	{Key: OptionPrefix + "deployment.rollback.enabled", Since: release(6)},
	{Key: OptionPrefix + "exception.label.mapper", Since: release(6)},
	{Key: OptionPrefix + "jm-deployment-recovery.enabled", Since: release(6)},
	{Key: OptionPrefix + "jm-deployment.shutdown-ttl", Since: release(6)},
	{Key: OptionPrefix + "jm-deployment.startup.probe.enabled", Since: release(6)},
	{Key: OptionPrefix + "job.drain-on-savepoint-deletion", Since: release(7)},
	{Key: OptionPrefix + "job.restart.failed", Since: release(6)},
	{Key: OptionPrefix + "job.savepoint-on-deletion", Since: release(6)},
	{Key: OptionPrefix + "job.upgrade.ignore-pending-savepoint", Since: release(6)},
	{Key: OptionPrefix + "job.upgrade.inplace-scaling.enabled", Since: release(6)},
	{Key: OptionPrefix + "job.upgrade.last-state-fallback.enabled", Since: release(6)},
	{Key: OptionPrefix + "job.upgrade.last-state.job-cancel.enabled", Since: release(10)},
	{Key: OptionPrefix + "job.upgrade.last-state.max.allowed.checkpoint.age", Since: release(6)},
	{Key: OptionPrefix + "periodic.checkpoint.interval", Since: release(7)},
	{Key: OptionPrefix + "periodic.savepoint.interval", Since: release(6)},
	{Key: OptionPrefix + "plugins.listeners.<name>.class", Since: release(6)},
	{Key: OptionPrefix + "pod-template.merge-arrays-by-name", Since: release(6)},
	{Key: OptionPrefix + "savepoint.cleanup.enabled", Since: release(6)},
	{Key: OptionPrefix + "savepoint.dispose-on-delete", Since: release(10)},
	{Key: OptionPrefix + "savepoint.format.type", Since: release(6)},
	{Key: OptionPrefix + "savepoint.history.max.age", Since: release(6)},
	{Key: OptionPrefix + "savepoint.history.max.count", Since: release(6)},
	{Key: OptionPrefix + "savepoint.trigger.grace-period", Since: release(6)},
	{
		Key: OptionPrefix + "session.block-on-unmanaged-jobs", Since: release(13),
		RenamedIn: release(15), Successor: OptionPrefix + "session.deletion.block-on-unmanaged-jobs",
	},
	{Key: OptionPrefix + "session.deletion.block-on-session-jobs", Since: release(15)},
	{Key: OptionPrefix + "session.deletion.block-on-unmanaged-jobs", Since: release(15)},
	{Key: OptionPrefix + "snapshot.resource.enabled", Since: release(10)},
	{Key: OptionPrefix + "user.artifacts.http.header", Since: release(6)},
}

// Options lists the options that a FlinkDeployment may set for itself, of all releases, sorted by key. Options that only the
// operator's own configuration may set (they do nothing in a FlinkDeployment) are not in it.
func Options() []Option {
	return slices.Clone(options)
}
