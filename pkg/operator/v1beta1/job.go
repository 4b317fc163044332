package v1beta1

// JobSpec is the job of an application cluster.
type JobSpec struct {
	// JarURI is where the job's jar is, such as local:///opt/flink/usrlib/job.jar; absent, the job is on the image's class path.
	// Since 1.0; a change upgrades the job.
	JarURI string `json:"jarURI,omitempty"`

	// EntryClass is the job's main class; absent, the jar's manifest names it. Since 1.0; a change upgrades the job.
	EntryClass string `json:"entryClass,omitempty"`

	// Args are the job's arguments, strings only. Since 1.0; a change upgrades the job.
	Args []string `json:"args,omitempty"`

	// Parallelism is the job's parallelism, 1 or more; required by the operator unless taskManager.replicas is set. Since 1.0; a
	// change scales a standalone cluster, and else upgrades the job.
	Parallelism *int32 `json:"parallelism,omitempty"`

	// UpgradeMode says what becomes of the job's state in an upgrade: stateless, savepoint or last-state. Absent it is stateless.
	// The other two need a checkpoint directory in FlinkConfiguration, savepoint a savepoint directory too. Since 1.0; a
	// change alone does nothing.
	UpgradeMode UpgradeMode `json:"upgradeMode,omitempty"`

	// State is running or suspended; absent it is running. Since 1.0 (suspended from the first deployment on: since 1.7); a change
	// suspends or resumes the job.
	State JobState `json:"state,omitempty"`

	// AllowNonRestoredState lets the job start from a state that holds more than its operators know. Since 1.0; a change alone
	// does nothing.
	AllowNonRestoredState *bool `json:"allowNonRestoredState,omitempty"`

	// InitialSavepointPath is the savepoint that the first deployment starts from, and the next one after a change of
	// SavepointRedeployNonce. Since 1.0; a change alone does nothing.
	InitialSavepointPath string `json:"initialSavepointPath,omitempty"`

	// SavepointRedeployNonce redeploys the job from InitialSavepointPath when it changes to another value; to remove it does
	// nothing. Since 1.8.
	SavepointRedeployNonce *int64 `json:"savepointRedeployNonce,omitempty"`

	// SavepointTriggerNonce takes a savepoint when it changes to another value; to remove it does nothing. Since 1.0, deprecated
	// since 1.10 in favour of FlinkStateSnapshot.
	SavepointTriggerNonce *int64 `json:"savepointTriggerNonce,omitempty"`

	// CheckpointTriggerNonce takes a checkpoint when it changes to another value; to remove it does nothing. Since 1.7, deprecated
	// since 1.10 in favour of FlinkStateSnapshot.
	CheckpointTriggerNonce *int64 `json:"checkpointTriggerNonce,omitempty"`

	// AutoscalerResetNonce makes the autoscaler forget its history when it changes to another value; to remove it does nothing.
	// Since 1.11.
	AutoscalerResetNonce *int64 `json:"autoscalerResetNonce,omitempty"`
}
