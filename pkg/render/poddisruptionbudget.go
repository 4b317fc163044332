package render

import (
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// podDisruptionBudget selects the JobManagers by the labels that Flink gives their pods in native and in standalone
// mode.
func (r *renderer) podDisruptionBudget() runtime.Object {
	jobManager := r.session.Spec.JobManager
	if jobManager == nil || !jobManager.PodDisruptionBudget.On() {
		return nil
	}
	maxUnavailable := intstr.FromInt32(*jobManager.PodDisruptionBudget.MaxUnavailable)
	return &policyv1.PodDisruptionBudget{
		TypeMeta:   metav1.TypeMeta{APIVersion: "policy/v1", Kind: "PodDisruptionBudget"},
		ObjectMeta: r.objectMeta(r.session.Metadata.Name + "-jobmanager"),
		Spec: policyv1.PodDisruptionBudgetSpec{
			MaxUnavailable: &maxUnavailable,
			Selector:       &metav1.LabelSelector{MatchLabels: map[string]string{"app": r.session.Metadata.Name, "component": "jobmanager"}},
		},
	}
}
