package cluster

import (
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

// podDisruptionBudget protects JobManagers that are several.
func (r *renderer) podDisruptionBudget() runtime.Object {
	if !r.standbys() || !r.cluster.JobManager.PodDisruptionBudget.On() {
		return nil
	}
	maxUnavailable := intstr.FromInt32(*r.cluster.JobManager.PodDisruptionBudget.MaxUnavailable)
	return &policyv1.PodDisruptionBudget{
		TypeMeta:   metav1.TypeMeta{APIVersion: "policy/v1", Kind: "PodDisruptionBudget"},
		ObjectMeta: r.objectMeta(r.target.Metadata.Name + "-jobmanager"),
		Spec: policyv1.PodDisruptionBudgetSpec{
			MaxUnavailable: &maxUnavailable,
			Selector:       &metav1.LabelSelector{MatchLabels: r.jobManagerLabels()},
		},
	}
}
