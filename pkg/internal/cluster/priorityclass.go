package cluster

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// priorityClasses checks the names of the PriorityClasses of both roles; a common template that names another one would win or lose
// by the role.
func (c *checker) priorityClasses() {
	jobManager, taskManager := priorityClassNames(c.cluster)
	for _, role := range []struct{ field, name string }{{"jobManager", jobManager}, {"taskManager", taskManager}} {
		if role.name == "" {
			continue
		}
		field := path(role.field, "priorityClassName")
		c.AddErr(field, check.ObjectName(role.name))
		for _, level := range c.cluster.PodTemplate.Levels() {
			spec, _ := level["spec"].(map[string]any)
			if given := spec["priorityClassName"]; given != nil && given != role.name {
				c.AddAs(diagnostic.RuleConflictingFields, field, "must not be set beside spec.podTemplate.spec.priorityClassName, which is for both roles: leave one of them out")
			}
		}
	}
}

// priorityClassNames are those of both roles; empty for none.
func priorityClassNames(cluster *v1alpha1.Cluster) (jobManager, taskManager string) {
	if cluster.JobManager != nil {
		jobManager = cluster.JobManager.PriorityClassName
	}
	if cluster.TaskManager != nil {
		taskManager = cluster.TaskManager.PriorityClassName
	}
	return jobManager, taskManager
}
