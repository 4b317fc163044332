package v1beta1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// FlinkDeploymentStatus is what the operator reports. Its content is the operator's own business: it may change with any release.
// Times are milliseconds since 1970 unless a field says otherwise.
type FlinkDeploymentStatus struct {
	// LifecycleState sums up the rest of the status; a healthy session cluster is STABLE.
	LifecycleState LifecycleState `json:"lifecycleState,omitempty"`

	// JobManagerDeploymentStatus is the state of the JobManager's Deployment; a healthy session cluster is READY. Since 1.0.
	JobManagerDeploymentStatus JobManagerDeploymentStatus `json:"jobManagerDeploymentStatus,omitempty"`

	// Error is the last error, a refused spec included, when no webhook has refused it before. Since 1.0.
	Error string `json:"error,omitempty"`

	// ObservedGeneration is the metadata.generation that the status speaks of. Since 1.8.
	ObservedGeneration *int64 `json:"observedGeneration,omitempty"`

	// Conditions holds the condition Running. Since 1.15.
	Conditions []metav1.Condition `json:"conditions,omitempty"`

	// ClusterInfo is what the REST endpoint says of itself, such as its Flink version. Since 1.0.
	ClusterInfo map[string]string `json:"clusterInfo,omitempty"`

	// TaskManager serves the scale subresource. Since 1.1.
	TaskManager *TaskManagerInfo `json:"taskManager,omitempty"`

	// JobStatus is the state of an application cluster's job. Since 1.0.
	JobStatus *JobStatus `json:"jobStatus,omitempty"`

	// ReconciliationStatus is what the operator has deployed last. Since 1.0.
	ReconciliationStatus *ReconciliationStatus `json:"reconciliationStatus,omitempty"`
}

// TaskManagerInfo serves the scale subresource.
type TaskManagerInfo struct {
	// LabelSelector selects an application cluster's TaskManager pods.
	LabelSelector string `json:"labelSelector,omitempty"`

	// Replicas is the number of TaskManagers.
	Replicas *int32 `json:"replicas,omitempty"`
}

// ReconciliationStatus is what the operator has deployed last.
type ReconciliationStatus struct {
	// State is how far the deployment has come.
	State ReconciliationState `json:"state,omitempty"`

	// LastReconciledSpec is the last deployed spec, as JSON text.
	LastReconciledSpec string `json:"lastReconciledSpec,omitempty"`

	// LastStableSpec is the last spec that became stable, as JSON text; a rollback returns to it.
	LastStableSpec string `json:"lastStableSpec,omitempty"`

	// ReconciliationTimestamp is when the last spec was deployed.
	ReconciliationTimestamp *int64 `json:"reconciliationTimestamp,omitempty"`
}

// JobStatus is the state of a job.
type JobStatus struct {
	// JobName is Flink's name of the job.
	JobName string `json:"jobName,omitempty"`

	// JobID is Flink's id of the job.
	JobID string `json:"jobId,omitempty"`

	// State is Flink's state of the job, such as RUNNING.
	State string `json:"state,omitempty"`

	// StartTime is when the job started, milliseconds since 1970 as text.
	StartTime string `json:"startTime,omitempty"`

	// UpdateTime is when the state changed last, milliseconds since 1970 as text.
	UpdateTime string `json:"updateTime,omitempty"`

	// UpgradeSavepointPath is the savepoint that the next upgrade starts from. Not in 1.6.
	UpgradeSavepointPath string `json:"upgradeSavepointPath,omitempty"`

	// SavepointInfo is the last savepoint and the one in progress. Deprecated since 1.10 in favour of FlinkStateSnapshot.
	SavepointInfo *SavepointInfo `json:"savepointInfo,omitempty"`

	// CheckpointInfo is the last checkpoint and the one in progress that the operator triggered. Since 1.7, deprecated since 1.10
	// in favour of FlinkStateSnapshot.
	CheckpointInfo *CheckpointInfo `json:"checkpointInfo,omitempty"`
}

// SavepointInfo is the last savepoint and the one in progress.
type SavepointInfo struct {
	// TriggerID is Flink's id of the savepoint in progress.
	TriggerID string `json:"triggerId,omitempty"`

	// TriggerTimestamp is when the savepoint in progress was triggered.
	TriggerTimestamp *int64 `json:"triggerTimestamp,omitempty"`

	// TriggerType is who triggered the savepoint in progress: MANUAL, PERIODIC, UPGRADE or UNKNOWN.
	TriggerType string `json:"triggerType,omitempty"`

	// FormatType is the format of the savepoint in progress: CANONICAL, NATIVE or UNKNOWN.
	FormatType string `json:"formatType,omitempty"`

	// LastSavepoint is the last completed savepoint.
	LastSavepoint *Savepoint `json:"lastSavepoint,omitempty"`

	// SavepointHistory are the savepoints that the operator has not cleaned up.
	SavepointHistory []Savepoint `json:"savepointHistory,omitempty"`

	// LastPeriodicSavepointTimestamp is when the last periodic savepoint was triggered.
	LastPeriodicSavepointTimestamp *int64 `json:"lastPeriodicSavepointTimestamp,omitempty"`
}

// Savepoint is a completed savepoint.
type Savepoint struct {
	// Location is where the savepoint is.
	Location string `json:"location,omitempty"`

	// TimeStamp is when the savepoint was completed.
	TimeStamp *int64 `json:"timeStamp,omitempty"`

	// TriggerType is who triggered it: MANUAL, PERIODIC, UPGRADE or UNKNOWN.
	TriggerType string `json:"triggerType,omitempty"`

	// FormatType is its format: CANONICAL, NATIVE or UNKNOWN.
	FormatType string `json:"formatType,omitempty"`

	// TriggerNonce is the savepointTriggerNonce that triggered it.
	TriggerNonce *int64 `json:"triggerNonce,omitempty"`
}

// CheckpointInfo is the last checkpoint and the one in progress that the operator triggered.
type CheckpointInfo struct {
	// TriggerID is Flink's id of the checkpoint in progress.
	TriggerID string `json:"triggerId,omitempty"`

	// TriggerTimestamp is when the checkpoint in progress was triggered.
	TriggerTimestamp *int64 `json:"triggerTimestamp,omitempty"`

	// TriggerType is who triggered the checkpoint in progress: MANUAL, PERIODIC, UPGRADE or UNKNOWN.
	TriggerType string `json:"triggerType,omitempty"`

	// FormatType is the kind of the checkpoint in progress: FULL, INCREMENTAL or UNKNOWN.
	FormatType string `json:"formatType,omitempty"`

	// LastCheckpoint is the last completed checkpoint.
	LastCheckpoint *Checkpoint `json:"lastCheckpoint,omitempty"`

	// LastPeriodicCheckpointTimestamp is when the last periodic checkpoint was triggered.
	LastPeriodicCheckpointTimestamp *int64 `json:"lastPeriodicCheckpointTimestamp,omitempty"`
}

// Checkpoint is a completed checkpoint.
type Checkpoint struct {
	// TimeStamp is when the checkpoint was completed.
	TimeStamp *int64 `json:"timeStamp,omitempty"`

	// TriggerType is who triggered it: MANUAL, PERIODIC, UPGRADE or UNKNOWN.
	TriggerType string `json:"triggerType,omitempty"`

	// FormatType is its kind: FULL, INCREMENTAL or UNKNOWN.
	FormatType string `json:"formatType,omitempty"`

	// TriggerNonce is the checkpointTriggerNonce that triggered it.
	TriggerNonce *int64 `json:"triggerNonce,omitempty"`
}
