package v1alpha1

// RestartStrategyType says when a job that failed is started again.
type RestartStrategyType string

const (
	// RestartStrategyNone gives a job up at its first failure.
	RestartStrategyNone RestartStrategyType = "None"

	// RestartStrategyFixedDelay waits the same time before each restart, and gives up after a number of them.
	RestartStrategyFixedDelay RestartStrategyType = "FixedDelay"

	// RestartStrategyFailureRate gives up when too many failures fall into an interval.
	RestartStrategyFailureRate RestartStrategyType = "FailureRate"

	// RestartStrategyExponentialDelay waits longer before each restart.
	RestartStrategyExponentialDelay RestartStrategyType = "ExponentialDelay"
)

// RestartStrategy sets what becomes of a job that failed, for the jobs of the session that state none themselves.
type RestartStrategy struct {
	// Type is None, FixedDelay, FailureRate or ExponentialDelay. Required. Flink option restart-strategy.type
	// (restart-strategy up to 1.16).
	Type RestartStrategyType `json:"type,omitempty" union:"discriminator"`

	// FixedDelay belongs to type FixedDelay.
	FixedDelay *FixedDelayRestart `json:"fixedDelay,omitempty" union:"FixedDelay"`

	// FailureRate belongs to type FailureRate.
	FailureRate *FailureRateRestart `json:"failureRate,omitempty" union:"FailureRate"`

	// ExponentialDelay belongs to type ExponentialDelay.
	ExponentialDelay *ExponentialDelayRestart `json:"exponentialDelay,omitempty" union:"ExponentialDelay"`
}

// FixedDelayRestart are the parameters of type FixedDelay.
type FixedDelayRestart struct {
	// +kubebuilder:validation:Minimum=1

	// Attempts is how often a job is started again before it is given up. Required.
	// Flink option restart-strategy.fixed-delay.attempts.
	Attempts *int32 `json:"attempts,omitempty"`

	// +kubebuilder:example="10s"
	// +kubebuilder:example="0s"

	// Delay before each restart, such as 10s or 0s. Default of Flink: 1 s. Flink option restart-strategy.fixed-delay.delay.
	Delay Duration `json:"delay,omitempty"`
}

// FailureRateRestart are the parameters of type FailureRate.
type FailureRateRestart struct {
	// +kubebuilder:validation:Minimum=1

	// MaxFailuresPerInterval is how many failures an interval may hold. Required.
	// Flink option restart-strategy.failure-rate.max-failures-per-interval.
	MaxFailuresPerInterval *int32 `json:"maxFailuresPerInterval,omitempty"`

	// +kubebuilder:example="5min"

	// Interval over which failures are counted, such as 5min. Default of Flink: 1 min.
	// Flink option restart-strategy.failure-rate.failure-rate-interval.
	Interval Duration `json:"interval,omitempty"`

	// +kubebuilder:example="10s"
	// +kubebuilder:example="0s"

	// Delay before each restart, such as 10s or 0s. Default of Flink: 1 s. Flink option restart-strategy.failure-rate.delay.
	Delay Duration `json:"delay,omitempty"`
}

// ExponentialDelayRestart are the parameters of type ExponentialDelay.
type ExponentialDelayRestart struct {
	// +kubebuilder:example="1s"

	// InitialBackoff before the first restart, such as 1s. Default of Flink: 1 s.
	// Flink option restart-strategy.exponential-delay.initial-backoff.
	InitialBackoff Duration `json:"initialBackoff,omitempty"`

	// +kubebuilder:example="2min"

	// MaxBackoff is the longest time before a restart, such as 2min; not less than initialBackoff. Default: that of the
	// Flink version. Flink option restart-strategy.exponential-delay.max-backoff.
	MaxBackoff Duration `json:"maxBackoff,omitempty"`

	// +kubebuilder:validation:Pattern=`^[0-9]{1,6}(\.[0-9]{1,6})?$`
	// +kubebuilder:example="1.5"

	// BackoffMultiplier by which the time grows with each restart, such as 1.5; more than 1. Default: that of the Flink
	// version. Flink option restart-strategy.exponential-delay.backoff-multiplier.
	BackoffMultiplier string `json:"backoffMultiplier,omitempty"`

	// +kubebuilder:example="1h"

	// ResetBackoffThreshold is how long a job must run without failure for the time to be initialBackoff again, such as
	// 1h. Default of Flink: 1 h. Flink option restart-strategy.exponential-delay.reset-backoff-threshold.
	ResetBackoffThreshold Duration `json:"resetBackoffThreshold,omitempty"`

	// +kubebuilder:validation:Pattern=`^[0-9]{1,6}(\.[0-9]{1,6})?$`
	// +kubebuilder:example="0.1"

	// JitterFactor is the part of the time that is left to chance, from 0 to 1, such as 0.1. Default of Flink: 0.1.
	// Flink option restart-strategy.exponential-delay.jitter-factor.
	JitterFactor string `json:"jitterFactor,omitempty"`

	// +kubebuilder:validation:Minimum=1

	// AttemptsBeforeResetBackoff is how often in a row a job is started again before it is given up. Since Flink 1.19.
	// Default of Flink: without end. Flink option restart-strategy.exponential-delay.attempts-before-reset-backoff.
	AttemptsBeforeResetBackoff *int32 `json:"attemptsBeforeResetBackoff,omitempty"`
}
