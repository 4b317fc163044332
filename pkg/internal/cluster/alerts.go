package cluster

import (
	"slices"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/alertrule"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// setAlertsDefaults gives a cluster that Prometheus scrapes the alerts of its environment.
func setAlertsDefaults(cluster *v1alpha1.Cluster, settings *v1alpha1.EnvironmentSpec) {
	if settings.Alerts.On() && cluster.Metrics.On() && cluster.Alerts == nil {
		cluster.Alerts = &v1alpha1.Alerts{}
	}
	if cluster.Alerts != nil {
		resolve.SetDefaultPointer(&cluster.Alerts.Enabled, settings.Alerts.On() && cluster.Metrics.On())
	}
}

func (c *checker) alerts(s *Target) {
	alerts, field := c.cluster.Alerts, path("alerts")
	alertrule.CheckCluster(c.Checker, alerts, field)
	if !c.Complete || c.cluster.Metrics.On() {
		return
	}
	switch {
	case alerts.On():
		c.AddAs(diagnostic.RuleConflictingFields, field, "must not be on without metrics, which they are made of: set spec.metrics")
	case s.Settings.Alerts.On() && !slices.ContainsFunc(s.Own, func(own *v1alpha1.Cluster) bool {
		return own.Alerts != nil && own.Alerts.Enabled != nil || own.Metrics != nil && own.Metrics.Enabled != nil
	}):
		c.AddAs(diagnostic.RuleUnwatched, path("metrics"), "is not set, so that none of the environment's alerts sees the cluster: set it, or spec.alerts.enabled to false")
	}
}

// prometheusRule has the alerts that the cluster has beside those of its environment. They name its namespace, which a base beneath
// overlays does not know.
func (r *renderer) prometheusRule() runtime.Object {
	if !r.target.Complete || !r.cluster.Alerts.On() || !r.cluster.Metrics.On() || r.suspended() {
		return nil
	}
	watched := watched(r.target, r.cluster, r.blueGreen())
	watched.FlinkVersion = r.flinkVersion
	watched.TaskManagers, watched.Jobs, watched.Checkpoints = r.expectedTaskManagers(), r.expectedJobs(), r.checkpointTimes()
	r.checkAlerts(watched)
	if rule := watched.Rule(); rule != nil {
		return rule
	}
	return nil
}

// checkAlerts refuses what would have alerts fire while all is well.
func (r *renderer) checkAlerts(watched alertrule.Cluster) {
	age, _ := alert.ThresholdNamed("checkpointAge")
	field := path("alerts", "thresholds", age.Field)
	errorf := r.target.Errorf
	value, set := age.Of(r.cluster.Alerts.Thresholds)
	if environment := r.target.Settings.Alerts; !set && environment != nil {
		errorf = r.target.SettingErrorf
		value, set = age.Of(environment.Thresholds)
	}
	if set && time.Duration(value)*time.Millisecond <= watched.Checkpoints.Interval {
		r.errs = append(r.errs, errorf(field, "must be longer than %s of %s, %s: FlinkCheckpointsStalled would fire between two checkpoints of a job that is well",
			flink.CheckpointingInterval.Keys()[0], r.target.Metadata.Name, watched.Checkpoints.Interval).Under(diagnostic.RuleConflictingFields))
	}
	started := r.cluster.TaskManager != nil && r.cluster.TaskManager.Replicas != nil && r.cluster.Mode == v1alpha1.ModeStandalone
	if started && watched.TaskManagers > *r.cluster.TaskManager.Replicas {
		r.errs = append(r.errs, r.target.Errorf(path("alerts", "taskManagers"), "must be at most %d, which taskManager.replicas is, not %d: FlinkTaskManagersMissing would fire for ever",
			*r.cluster.TaskManager.Replicas, watched.TaskManagers).Under(diagnostic.RuleConflictingFields))
	}
}

// watched is the cluster as its alerts see it, without what follows from its configuration.
func watched(target *resolve.Target, cluster *v1alpha1.Cluster, blueGreen bool) alertrule.Cluster {
	names := []string{target.Metadata.Name}
	if blueGreen {
		names = blueGreenNames(target.Metadata.Name)
	}
	return alertrule.Cluster{Target: target, Alerts: cluster.Alerts, Names: names}
}

// Watched is the cluster as the alerts of its environment see it; false where they do not.
func (s *Target) Watched() (alertrule.App, bool) {
	if !s.Complete || !s.Spec.Metrics.On() {
		return alertrule.App{}, false
	}
	return watched(&s.Target, &s.Spec, s.IsBlueGreen()).App(), true
}

// suspended reports whether there is no cluster, for want of a job to run.
func (r *renderer) suspended() bool {
	return r.job != nil && r.job.Job != nil && r.job.Job.State == v1beta1.JobStateSuspended
}

// expectedTaskManagers is how many TaskManagers must be there: those of mode Standalone, of which the operator starts one unless it is told
// or has to run a job. In mode Native they come and go.
func (r *renderer) expectedTaskManagers() int32 {
	switch {
	case r.cluster.Alerts.TaskManagers != nil:
		return *r.cluster.Alerts.TaskManagers
	case r.cluster.Mode != v1alpha1.ModeStandalone:
		return 0
	case r.cluster.TaskManager != nil && r.cluster.TaskManager.Replicas != nil:
		return *r.cluster.TaskManager.Replicas
	case r.job == nil:
		return 1
	}
	return 0
}

// expectedJobs is how many jobs must run: that of an application, unless it comes to an end.
func (r *renderer) expectedJobs() int32 {
	switch {
	case r.cluster.Alerts.Jobs != nil:
		return *r.cluster.Alerts.Jobs
	case r.job == nil || r.batch():
		return 0
	}
	return 1
}

// batch reports whether jobs are bounded, and take no checkpoints.
func (r *renderer) batch() bool {
	return strings.EqualFold(r.wholeConfiguration["execution.runtime-mode"], "BATCH")
}

// defaultCheckpointTimeout is that of all versions of Flink.
const defaultCheckpointTimeout = 10 * time.Minute

// checkpointTimes are those that jobs have unless they set others.
func (r *renderer) checkpointTimes() alertrule.Checkpoints {
	interval := r.time(flink.CheckpointingInterval)
	if interval == 0 || r.batch() {
		return alertrule.Checkpoints{}
	}
	times := alertrule.Checkpoints{Interval: interval, Timeout: r.time(flink.CheckpointingTimeout), MinPause: r.time(flink.CheckpointingMinPause)}
	if times.Timeout == 0 {
		times.Timeout = defaultCheckpointTimeout
	}
	return times
}

// time is the value of an option of the whole configuration; zero where it is not set.
func (r *renderer) time(option flink.Option) time.Duration {
	for key := range option.EachKey {
		if length, _, err := flink.ParseDuration(r.wholeConfiguration[key]); err == nil {
			return length
		}
	}
	return 0
}
