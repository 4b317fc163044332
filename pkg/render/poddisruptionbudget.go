package render

import (
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

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
