package application

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	"github.com/flinkustomize/flinkustomize/pkg/internal/job"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// checkTarget checks the values of an application as one target sees them.
func checkTarget(a *Target) diagnostic.Findings {
	errs := append(cluster.Check(&a.Target), environment.CheckInline(&a.Target.Target)...)
	c := &check.Checker{Errorf: a.Errorf, Complete: a.Complete}
	a.checkBlueGreen(c)
	if a.Spec.Savepoints != nil && a.Spec.Savepoints.Interval != "" {
		c.Add(path("savepoints", "interval"), "must not be set in an application: set spec.job.savepointInterval")
	}
	if c.Require(a.HasJob, path("job"), "{jarURI: local:///opt/flink/usrlib/job.jar, parallelism: 2}") {
		field := path("job")
		job.Check(c, &a.Job.Job, field, a.Release)
		job.CheckJarURI(c, a.Job.JarURI, field.Child("jarURI"), "local:///opt/flink/usrlib/job.jar or https://repo.example.com/job.jar")
		job.CheckOptions(c, a.options(), a.Release)
		a.checkParallelism(c, field)
		if check.IsTrue(a.Job.SavepointOnDeletion) && c.Complete && !cluster.HasSavepointDirectory(&a.Spec) {
			c.AddAs(diagnostic.RuleUpgradeMode, field.Child("savepointOnDeletion"), "must not be true without a directory for savepoints: set spec.storage.type or spec.savepoints.directory")
		}
		a.checkArgs(c, field)
		checkHealth(c, a.Job.HealthCheck, a.Job.Rollback, field)
		a.checkPython(c, field)
		a.checkSQL(c, field)
	}
	return append(errs, c.Findings...)
}

// checkBlueGreen checks how two clusters follow one another; what they cannot have, package cluster checks.
func (a *Target) checkBlueGreen(c *check.Checker) {
	check.OneOf(c, a.UpgradeStrategy, path("upgradeStrategy"), v1alpha1.UpgradeStrategyRecreate, v1alpha1.UpgradeStrategyBlueGreen)
	stated, field := a.StatedBlueGreen, path("blueGreen")
	if a.UpgradeStrategy != v1alpha1.UpgradeStrategyBlueGreen {
		c.Member(stated != nil, field, "upgradeStrategy "+string(a.UpgradeStrategy), "upgradeStrategy BlueGreen")
		return
	}
	if longest := a.Metadata.Name + "-green"; operator.ValidName(a.Metadata.Name) == nil {
		if err := operator.ValidName(longest); err != nil {
			c.Findings = append(c.Findings, a.MetadataErrorf(path("name"), "the cluster %s: %v", longest, err).Under(diagnostic.RuleResourceName))
		}
	}
	if stated != nil {
		c.AddErr(field.Child("abortGracePeriod"), check.Optional(stated.AbortGracePeriod, check.Duration))
		c.AddErr(field.Child("deletionDelay"), check.Optional(stated.DeletionDelay, check.Pause))
		c.AddErr(field.Child("checkInterval"), check.Optional(stated.CheckInterval, check.Duration))
	}
}

// checkParallelism refuses a parallelism that the operator passes over.
func (a *Target) checkParallelism(c *check.Checker, field diagnostic.Path) {
	if taskManager := a.Spec.TaskManager; a.Job.Parallelism != nil && taskManager != nil && taskManager.Replicas != nil && c.Complete {
		c.AddAs(diagnostic.RuleReplicas, field.Child("parallelism"), "must not be set beside spec.taskManager.replicas: the operator passes over it, and takes replicas times slots")
	}
}

// checkArgs refuses arguments that do not reach the job: up to Flink 1.20 those of a native cluster stand in a file whose reader takes
// what follows a # for a comment, and a line for an option.
func (a *Target) checkArgs(c *check.Checker, field diagnostic.Path) {
	for i, arg := range a.Job.Args {
		at := field.Child("args").Index(i)
		switch {
		case strings.ContainsRune(arg, 0):
			c.Add(at, "must not hold a NUL character")
		case a.Spec.Mode == v1alpha1.ModeStandalone || a.Flink.Major >= 2:
		case strings.Contains(arg, "#"):
			c.Add(at, "must not hold a #: in mode Native Flink %s takes what follows it for a comment, not %s", a.Flink, diagnostic.Quote(arg))
		case strings.ContainsAny(arg, "\n\r"):
			c.Add(at, "must be one line: in mode Native Flink %s reads each for an option, not %s", a.Flink, diagnostic.Quote(arg))
		}
	}
}

func checkHealth(c *check.Checker, health *v1alpha1.HealthCheck, rollback *v1alpha1.Rollback, field diagnostic.Path) {
	if health != nil {
		at := field.Child("healthCheck")
		c.AtLeast(1, health.Restarts, at.Child("restarts"))
		c.AddErr(at.Child("restartsWindow"), check.Optional(health.RestartsWindow, check.Duration))
		c.AddErr(at.Child("checkpointProgressWindow"), check.Optional(health.CheckpointProgressWindow, check.Duration))
	}
	if rollback != nil {
		c.AddErr(field.Child("rollback", "after"), check.Optional(rollback.After, check.Duration))
	}
}
