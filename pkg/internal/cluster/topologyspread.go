package cluster

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

func (c *checker) topologySpread(jobManager *v1alpha1.JobManager, field diagnostic.Path) {
	spread := jobManager.TopologySpread
	if !spread.On() {
		return
	}
	if spread.TopologyKey != corev1.LabelHostname {
		c.AddErr(field.Child("topologyKey"), check.Explain(spread.TopologyKey, "the key of a label of nodes, such as kubernetes.io/hostname", validation.IsQualifiedName))
	}
	check.OneOf(c.Checker, spread.WhenUnsatisfiable, field.Child("whenUnsatisfiable"), corev1.ScheduleAnyway, corev1.DoNotSchedule)
	c.standbys(jobManager, field, "has nothing to be spread", func(own *v1alpha1.JobManager) bool { return own.TopologySpread != nil })
}

// jobManagerLabels are the labels that Flink gives the pods of the session's JobManagers in native mode and the operator
// in standalone mode.
func (r *renderer) jobManagerLabels() map[string]string {
	labels := r.podLabels()
	labels["component"] = "jobmanager"
	return labels
}

// podLabels are those by which the pods of the cluster are known: the operator's, or, of two clusters in turn, one of our own.
func (r *renderer) podLabels() map[string]string {
	if r.blueGreen() {
		return map[string]string{applicationLabel: r.target.Metadata.Name}
	}
	return map[string]string{"app": r.target.Metadata.Name}
}

// topologySpread spreads JobManagers that are several; nil for none.
func (r *renderer) topologySpread() []corev1.TopologySpreadConstraint {
	if !r.standbys() || !r.cluster.JobManager.TopologySpread.On() {
		return nil
	}
	spread := r.cluster.JobManager.TopologySpread
	return []corev1.TopologySpreadConstraint{{
		MaxSkew:           1,
		TopologyKey:       spread.TopologyKey,
		WhenUnsatisfiable: spread.WhenUnsatisfiable,
		LabelSelector:     &metav1.LabelSelector{MatchLabels: r.jobManagerLabels()},
	}}
}

// standbys reports whether there are several JobManagers.
func (r *renderer) standbys() bool {
	jobManager := r.cluster.JobManager
	return jobManager != nil && jobManager.Replicas != nil && *jobManager.Replicas > 1
}
