package cluster

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// podFields refuses what Kubernetes has and the FlinkDeployment of the operator's release has not: the API server would
// drop it silently.
func (c *checker) podFields() {
	check := func(template *v1alpha1.PodTemplate, field diagnostic.Path) {
		for _, level := range template.Levels() {
			for _, missing := range c.release.MissingPodFields(level) {
				field := append(field.Child(), missing.Path...)
				if missing.Since == (operator.Release{}) {
					c.AddAs(diagnostic.RuleUnsupportedVersion, field, "must not be set: no operator release up to %s has such a field in a FlinkDeployment's pod templates", operator.Latest())
					continue
				}
				c.AddAs(diagnostic.RuleUnsupportedVersion, field, "must not be set: operator release %s has no such field in a FlinkDeployment's pod templates; release %s has it",
					c.release, missing.Since)
			}
		}
	}
	check(c.cluster.PodTemplate, path("podTemplate"))
	if jobManager := c.cluster.JobManager; jobManager != nil {
		check(jobManager.PodTemplate, path("jobManager", "podTemplate"))
	}
	if taskManager := c.cluster.TaskManager; taskManager != nil {
		check(taskManager.PodTemplate, path("taskManager", "podTemplate"))
	}
}
