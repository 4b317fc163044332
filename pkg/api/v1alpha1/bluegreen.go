package v1alpha1

// UpgradeStrategy says how a changed application takes the place of the one that runs.
type UpgradeStrategy string

const (
	// UpgradeStrategyRecreate stops the cluster and starts a new one: a FlinkDeployment.
	UpgradeStrategyRecreate UpgradeStrategy = "Recreate"

	// UpgradeStrategyBlueGreen starts a second cluster beside the first, <name>-blue or <name>-green, and deletes the first
	// once the job runs in the second: a FlinkBlueGreenDeployment, since operator release 1.14. Both run for a while, so
	// that the namespace needs room for twice the pods, and with LastState and Stateless both read and write at once.
	UpgradeStrategyBlueGreen UpgradeStrategy = "BlueGreen"
)

// BlueGreen sets how an application goes from one cluster to the other.
type BlueGreen struct {
	// +kubebuilder:example="10min"

	// AbortGracePeriod is how long the new cluster may take until the job runs in it, such as 10min: after it the new cluster is
	// given up, and the old one stays. Default of the operator: 10 min.
	// FlinkBlueGreenDeployment spec.configuration[kubernetes.operator.bluegreen.abort.grace-period].
	AbortGracePeriod Duration `json:"abortGracePeriod,omitempty"`

	// +kubebuilder:example="5min"

	// DeletionDelay is how long the old cluster stays once the job runs in the new one, such as 5min, or 0s for no time. Default
	// of the operator: 0.
	// FlinkBlueGreenDeployment spec.configuration[kubernetes.operator.bluegreen.deployment-deletion.delay].
	DeletionDelay Duration `json:"deletionDelay,omitempty"`

	// +kubebuilder:example="15s"

	// CheckInterval is how often the operator looks at the new cluster, such as 15s. Default of the operator: 15 s.
	// FlinkBlueGreenDeployment spec.configuration[kubernetes.operator.bluegreen.reconciliation.reschedule-interval].
	CheckInterval Duration `json:"checkInterval,omitempty"`
}
