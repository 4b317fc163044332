package v1alpha1

// PodDisruptionBudget says how many processes of a role may be missing while nodes are drained. A single one has no use for a
// budget: it would either protect nothing or block every drain.
type PodDisruptionBudget struct {
	// Enabled false turns the budget off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:default=1

	// MaxUnavailable is how many may be missing at a time, fewer than there are replicas. Default: 1.
	// PodDisruptionBudget spec.maxUnavailable.
	MaxUnavailable *int32 `json:"maxUnavailable,omitempty"`
}
