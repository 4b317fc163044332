package v1alpha1

// Autoscaler lets the operator choose the parallelism of each vertex of a job by how busy it is. A change restarts nothing
// by itself. What is not set is as the operator has it; a value that the release of the operator refuses is refused here.
// Other options of the autoscaler, which begin with job.autoscaler., are for flinkConfiguration.
type Autoscaler struct {
	// Enabled false turns the autoscaler off.
	Enabled *bool `json:"enabled,omitempty"`

	// RecommendOnly has the operator say what it would do, in metrics and events, and change nothing. Default: false.
	// Operator option job.autoscaler.scaling.enabled, which is the opposite.
	RecommendOnly *bool `json:"recommendOnly,omitempty"`

	// +kubebuilder:example="0.7"

	// UtilizationTarget is how busy a vertex is to be, from 0 to 1, such as 0.7. Default of the operator: 0.7.
	// Operator option job.autoscaler.utilization.target (job.autoscaler.target.utilization up to release 1.10).
	UtilizationTarget Ratio `json:"utilizationTarget,omitempty"`

	// +kubebuilder:example="0.4"

	// UtilizationMin is how idle a vertex may be before it is scaled down, from 0 to utilizationTarget, such as 0.4.
	// Since operator release 1.11. Operator option job.autoscaler.utilization.min.
	UtilizationMin Ratio `json:"utilizationMin,omitempty"`

	// +kubebuilder:example="0.9"

	// UtilizationMax is how busy a vertex may be before it is scaled up, from utilizationTarget to 1, such as 0.9.
	// Since operator release 1.11. Operator option job.autoscaler.utilization.max.
	UtilizationMax Ratio `json:"utilizationMax,omitempty"`

	// +kubebuilder:example="0.2"

	// UtilizationBoundary is how far from utilizationTarget a vertex may be, either way, before it is scaled, such as 0.2;
	// utilizationMin and utilizationMax win over it. Default of the operator: 0.3. Operator option job.autoscaler.target.utilization.boundary.
	UtilizationBoundary Ratio `json:"utilizationBoundary,omitempty"`

	// +kubebuilder:example="0.6"

	// ScaleDownMaxFactor is by which part of its parallelism a vertex is scaled down at most at once, such as 0.6. Default of
	// the operator: 0.6. Operator option job.autoscaler.scale-down.max-factor.
	ScaleDownMaxFactor Ratio `json:"scaleDownMaxFactor,omitempty"`

	// +kubebuilder:example="2"

	// ScaleUpMaxFactor is by how many times its parallelism a vertex is scaled up at most at once, such as 2. Default of the
	// operator: 100000. Operator option job.autoscaler.scale-up.max-factor.
	ScaleUpMaxFactor Ratio `json:"scaleUpMaxFactor,omitempty"`

	// +kubebuilder:example="1h"

	// ScaleDownInterval is how long the operator waits for more to scale down, such as 1h. Since operator release 1.10.
	// Default of the operator: 1 h. Operator option job.autoscaler.scale-down.interval.
	ScaleDownInterval Duration `json:"scaleDownInterval,omitempty"`

	// +kubebuilder:validation:Minimum=1

	// MinParallelism is the least parallelism of a vertex. Default of the operator: 1.
	// Operator option job.autoscaler.vertex.min-parallelism.
	MinParallelism *int32 `json:"minParallelism,omitempty"`

	// +kubebuilder:validation:Minimum=1

	// MaxParallelism is the greatest parallelism of a vertex. Default of the operator: 200.
	// Operator option job.autoscaler.vertex.max-parallelism.
	MaxParallelism *int32 `json:"maxParallelism,omitempty"`

	// +kubebuilder:example="5min"

	// StabilizationInterval is how long a job runs before anything is measured, such as 5min. Default of the operator: 5 min.
	// Operator option job.autoscaler.stabilization.interval.
	StabilizationInterval Duration `json:"stabilizationInterval,omitempty"`

	// +kubebuilder:example="15min"

	// MetricsWindow is the time over which the operator takes means, such as 15min. Default of the operator: 15 min.
	// Operator option job.autoscaler.metrics.window.
	MetricsWindow Duration `json:"metricsWindow,omitempty"`

	// +kubebuilder:example="15min"

	// CatchUpDuration is the time in which a job is to work off what piled up, such as 15min; 0s for none. Default of the
	// operator: 30 min. Operator option job.autoscaler.catch-up.duration.
	CatchUpDuration Duration `json:"catchUpDuration,omitempty"`

	// +kubebuilder:example="3min"

	// RestartTime is how long a restart of the job takes, such as 3min. Default of the operator: 5 min.
	// Operator option job.autoscaler.restart.time.
	RestartTime Duration `json:"restartTime,omitempty"`

	// +kubebuilder:example="20:00-22:00"

	// ExcludedPeriods are times at which nothing is scaled: daily ones such as 20:00-22:00, cron expressions as Quartz reads
	// them, or one of each with && between. Since operator release 1.10. Operator option job.autoscaler.excluded.periods.
	ExcludedPeriods []string `json:"excludedPeriods,omitempty"`

	// +kubebuilder:example="bc764cd8ddf7a0cff126f51c16239658"

	// ExcludedVertices are the ids of vertices that are not scaled, of 32 hexadecimal digits each, such as
	// bc764cd8ddf7a0cff126f51c16239658.
	// Operator option job.autoscaler.vertex.exclude.ids.
	ExcludedVertices []string `json:"excludedVertices,omitempty"`

	// ResetNonce has the autoscaler forget what it measured whenever it changes to another number. Since operator release
	// 1.11. spec.job.autoscalerResetNonce.
	ResetNonce *int64 `json:"resetNonce,omitempty"`
}
