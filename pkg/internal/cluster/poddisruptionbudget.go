package cluster

import (
	"slices"

	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// podDisruptionBudget refuses a budget that allows all JobManagers to be missing; so it does for a single one.
func (c *checker) podDisruptionBudget(jobManager *v1alpha1.JobManager, field diagnostic.Path) {
	budget := jobManager.PodDisruptionBudget
	if !budget.On() {
		return
	}
	c.AtLeast(1, budget.MaxUnavailable, field.Child("maxUnavailable"))
	own := func(own *v1alpha1.JobManager) bool { return own.PodDisruptionBudget != nil }
	if replicas, ok := c.standbys(jobManager, field, "it cannot protect", own); ok && *budget.MaxUnavailable >= replicas {
		c.Add(field.Child("maxUnavailable"), "must be less than spec.jobManager.replicas, %d, not %d", replicas, *budget.MaxUnavailable)
	}
}

// taskManagerDisruptionBudget refuses a budget that Kubernetes cannot count by, and one that allows all TaskManagers to be missing. In
// mode Native the pods of TaskManagers belong to the Deployment of the JobManager, whose number of replicas is that of JobManagers.
func (c *checker) taskManagerDisruptionBudget(taskManager *v1alpha1.TaskManager, field diagnostic.Path) {
	budget := taskManager.PodDisruptionBudget
	if !budget.On() {
		return
	}
	c.AtLeast(1, budget.MaxUnavailable, field.Child("maxUnavailable"))
	own := slices.ContainsFunc(c.own, func(s *v1alpha1.Cluster) bool {
		return s.TaskManager != nil && s.TaskManager.PodDisruptionBudget != nil
	})
	switch replicas := taskManager.Replicas; {
	case !own || !c.Complete:
	case c.cluster.Mode != v1alpha1.ModeStandalone:
		c.Add(field, "must not be on in mode Native, where Kubernetes cannot count the TaskManagers: set spec.mode to Standalone, or leave it out")
	case replicas == nil && !c.application:
		c.Add(field, "must not be on with one TaskManager, which it cannot protect: set spec.taskManager.replicas to 2 or more")
	case replicas != nil && *budget.MaxUnavailable >= *replicas:
		c.Add(field.Child("maxUnavailable"), "must be less than spec.taskManager.replicas, %d, not %d", *replicas, *budget.MaxUnavailable)
	}
}

// podDisruptionBudget protects JobManagers that are several.
func (r *renderer) podDisruptionBudget() runtime.Object {
	if !r.standbys() || !r.cluster.JobManager.PodDisruptionBudget.On() {
		return nil
	}
	return r.budget("jobmanager", r.cluster.JobManager.PodDisruptionBudget)
}

// taskManagerDisruptionBudget protects TaskManagers that a Deployment of their own keeps.
func (r *renderer) taskManagerDisruptionBudget() runtime.Object {
	if r.cluster.Mode != v1alpha1.ModeStandalone || r.cluster.TaskManager == nil || !r.cluster.TaskManager.PodDisruptionBudget.On() {
		return nil
	}
	return r.budget("taskmanager", r.cluster.TaskManager.PodDisruptionBudget)
}

// budget is that of the processes of a role, by the label component of their pods.
func (r *renderer) budget(component string, budget *v1alpha1.PodDisruptionBudget) runtime.Object {
	maxUnavailable := intstr.FromInt32(*budget.MaxUnavailable)
	labels := r.podLabels()
	labels["component"] = component
	return &policyv1.PodDisruptionBudget{
		TypeMeta:   metav1.TypeMeta{APIVersion: "policy/v1", Kind: "PodDisruptionBudget"},
		ObjectMeta: r.objectMeta(r.target.Metadata.Name + "-" + component),
		Spec: policyv1.PodDisruptionBudgetSpec{
			MaxUnavailable: &maxUnavailable,
			Selector:       &metav1.LabelSelector{MatchLabels: labels},
		},
	}
}
