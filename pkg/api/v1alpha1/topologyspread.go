package v1alpha1

import corev1 "k8s.io/api/core/v1"

// TopologySpread is a topology spread constraint of the JobManagers of one session, with a skew of 1.
type TopologySpread struct {
	// Enabled false turns the constraint off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:default="kubernetes.io/hostname"

	// TopologyKey is the label of nodes by whose values JobManagers are spread: kubernetes.io/hostname for nodes,
	// topology.kubernetes.io/zone for zones. Default: kubernetes.io/hostname.
	// Pod spec.topologySpreadConstraints[].topologyKey.
	TopologyKey string `json:"topologyKey,omitempty"`

	// +kubebuilder:default="ScheduleAnyway"

	// WhenUnsatisfiable is ScheduleAnyway, which prefers another node and takes the same one where there is no other, or
	// DoNotSchedule, which lets a JobManager wait for another node. Default: ScheduleAnyway.
	// Pod spec.topologySpreadConstraints[].whenUnsatisfiable.
	WhenUnsatisfiable corev1.UnsatisfiableConstraintAction `json:"whenUnsatisfiable,omitempty"`
}
