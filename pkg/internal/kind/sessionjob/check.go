package sessionjob

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	"github.com/flinkustomize/flinkustomize/pkg/internal/job"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// checkTarget checks the values of a job as one target sees them. What the operator makes of them together, and with the
// session, checkRendered says.
func checkTarget(j *Target) diagnostic.Findings {
	c := &check.Checker{Errorf: j.Errorf, Complete: j.Complete}
	c.Common(&j.Target)
	cluster.CheckOperatorVersion(c, &j.Target)
	if c.Require(j.Spec.Session != "", path("session"), "analytics") {
		c.AddErr(path("session"), operator.ValidName(j.Spec.Session))
	}
	checkJob(c, j)
	for _, key := range slices.Sorted(maps.Keys(j.Spec.FlinkConfiguration)) {
		checkOption(c, key, *j.Spec.FlinkConfiguration[key])
	}
	return append(c.Findings, environment.CheckInline(&j.Target)...)
}

// checkJob checks what a job of a session must say.
func checkJob(c *check.Checker, j *Target) {
	field, spec := path("job"), j.Spec.Job
	job.Check(c, spec, field, j.Release)
	job.CheckJarURI(c, spec.JarURI, field.Child("jarURI"), "https://repo.example.com/job.jar")
	c.Require(spec.Parallelism != nil, field.Child("parallelism"), "2")
	c.Require(spec.JarURI != "" || spec.EntryClass != "", field.Child("jarURI"),
		"https://repo.example.com/orders.jar, or entryClass to a class that the session's own image has")
}

// processOptions begin the options of the processes of a session, which are there before the job is.
var processOptions = []string{"kubernetes.", "high-availability", "jobmanager.memory.", "taskmanager.memory.", "taskmanager.numberOfTaskSlots", "security.ssl."}

// checkOption checks an option of the user's own: what a field says, and what does nothing with a job. What Flink and the
// operator read of the rest, the rules of package lint say.
func checkOption(c *check.Checker, key, value string) {
	field := path("flinkConfiguration", key)
	if err := cluster.OptionForm(key, value); err != nil {
		c.AddErrAs(diagnostic.RuleOption, field, err)
		return
	}
	overridden, ok := operator.FindOverriddenKey(key)
	inJob, ofJob := strings.CutPrefix(overridden.Field, "spec.job.")
	switch {
	case operator.Keeps(key):
	case ok && ofJob:
		c.AddAs(diagnostic.RuleOption, field, "must not be set: set spec.job.%s, which wins over it", inJob)
	case ok, slices.ContainsFunc(processOptions, func(prefix string) bool { return strings.HasPrefix(key, prefix) }):
		c.AddAs(diagnostic.RuleOption, field, "must not be set: it is about the processes of the session, which run before the job is there; set it in the FlinkSession")
	}
}
