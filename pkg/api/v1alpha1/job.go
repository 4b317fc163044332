package v1alpha1

// UpgradeMode says what becomes of the state of a job when the job is changed.
type UpgradeMode string

const (
	// UpgradeModeStateless starts the job from nothing.
	UpgradeModeStateless UpgradeMode = "Stateless"

	// UpgradeModeLastState starts the job from its last checkpoint, without a savepoint.
	UpgradeModeLastState UpgradeMode = "LastState"

	// UpgradeModeSavepoint stops the job with a savepoint, and starts it from that.
	UpgradeModeSavepoint UpgradeMode = "Savepoint"
)

// JobState is what a job is to do.
type JobState string

const (
	// JobStateRunning has the job run.
	JobStateRunning JobState = "Running"

	// JobStateSuspended has the job stopped; its state is kept as the upgrade mode says.
	JobStateSuspended JobState = "Suspended"
)

// Job is a job of Flink and how the operator runs it, whether its cluster is its own or a session.
type Job struct {
	// +kubebuilder:example="local:///opt/flink/usrlib/orders.jar"

	// JarURI is where the jar of the job is. That of an application lies in the image, such as
	// local:///opt/flink/usrlib/orders.jar; an address such as https://repo.example.com/orders.jar needs operator release 1.10.
	// That of a session job is an address from which the operator downloads it, since release 1.15 by https from a public
	// host. spec.job.jarURI.
	JarURI string `json:"jarURI,omitempty"`

	// +kubebuilder:example="com.example.Orders"

	// EntryClass is the main class of the job, such as com.example.Orders. Default: what the manifest of the jar names. spec.job.entryClass.
	EntryClass string `json:"entryClass,omitempty"`

	// Args are the arguments of the job, one string each. spec.job.args.
	Args []string `json:"args,omitempty"`

	// +kubebuilder:validation:Minimum=1

	// Parallelism of the job, at least 1. Required, unless an application has taskManager.replicas, which with
	// taskManager.slots gives it. spec.job.parallelism.
	Parallelism *int32 `json:"parallelism,omitempty"`

	// UpgradeMode is Stateless, LastState or Savepoint. LastState and Savepoint need a directory of checkpoints, Savepoint one
	// of savepoints, too. LastState needs high availability with operator releases up to 1.9, and is not to be had for a
	// session job there. Default of the operator: Stateless. spec.job.upgradeMode.
	UpgradeMode UpgradeMode `json:"upgradeMode,omitempty"`

	// State is Running or Suspended. Operator release 1.6 takes no new job that is suspended. Default of the operator:
	// Running. spec.job.state.
	State JobState `json:"state,omitempty"`

	// AllowNonRestoredState lets the job start from a savepoint with state that no operator of the job reads any more, which
	// is lost then. Default of Flink: false. spec.job.allowNonRestoredState.
	AllowNonRestoredState *bool `json:"allowNonRestoredState,omitempty"`

	// +kubebuilder:example="s3://flink/prod/streaming/savepoints/savepoint-4fae12-0b1c2d3e4f5a"

	// InitialSavepointPath is the savepoint, such as
	// s3://flink/prod/streaming/savepoints/savepoint-4fae12-0b1c2d3e4f5a, that the job starts from when it is deployed for the first time, and again when
	// savepointRedeployNonce changes. A change of the path alone does nothing. spec.job.initialSavepointPath.
	InitialSavepointPath string `json:"initialSavepointPath,omitempty"`

	// SavepointRedeployNonce starts the job from initialSavepointPath, which it needs, whenever it changes to another number:
	// what the job did since is done again. Since operator release 1.8. spec.job.savepointRedeployNonce.
	SavepointRedeployNonce *int64 `json:"savepointRedeployNonce,omitempty"`

	// SavepointTriggerNonce has the operator take a savepoint whenever it changes to another number. It needs a directory of
	// savepoints. Since operator release 1.10 a FlinkStateSnapshot does the same. spec.job.savepointTriggerNonce.
	SavepointTriggerNonce *int64 `json:"savepointTriggerNonce,omitempty"`

	// CheckpointTriggerNonce has the operator take a checkpoint whenever it changes to another number. Since operator release
	// 1.7; since 1.10 a FlinkStateSnapshot does the same. spec.job.checkpointTriggerNonce.
	CheckpointTriggerNonce *int64 `json:"checkpointTriggerNonce,omitempty"`

	// +kubebuilder:example="6h"

	// SavepointInterval is the time between two savepoints that the operator takes, such as 6h. It needs a directory of
	// savepoints. A change restarts nothing. Operator option kubernetes.operator.periodic.savepoint.interval.
	SavepointInterval Duration `json:"savepointInterval,omitempty"`

	// +kubebuilder:example="1h"

	// CheckpointInterval is the time between two checkpoints that the operator asks for beside those of the job itself,
	// such as 1h. Since operator release 1.7. A change restarts nothing.
	// Operator option kubernetes.operator.periodic.checkpoint.interval.
	CheckpointInterval Duration `json:"checkpointInterval,omitempty"`

	// SavepointOnDeletion stops the job with a savepoint when it is deleted. It needs a directory of savepoints. Default of the
	// operator: false. Since operator release 1.7. Operator option kubernetes.operator.job.savepoint-on-deletion.
	SavepointOnDeletion *bool `json:"savepointOnDeletion,omitempty"`

	// +kubebuilder:example="30m"

	// MaxCheckpointAge is how old the last checkpoint may be for LastState, such as 30m: with an older one the operator takes
	// a savepoint instead. It needs a directory of savepoints. Default of the operator: any age.
	// Operator option kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age.
	MaxCheckpointAge Duration `json:"maxCheckpointAge,omitempty"`

	// LastStateFallback lets Savepoint go on from the last checkpoint where a job does not run, and so can take no savepoint.
	// Default of the operator: true. Operator option kubernetes.operator.job.upgrade.last-state-fallback.enabled.
	LastStateFallback *bool `json:"lastStateFallback,omitempty"`

	// RestartFailed has the operator start the job again once Flink has given it up, after its restart strategy. Default of
	// the operator: false. Operator option kubernetes.operator.job.restart.failed.
	RestartFailed *bool `json:"restartFailed,omitempty"`

	// Autoscaler lets the operator choose the parallelism of each vertex of the job. Default: off.
	Autoscaler *Autoscaler `json:"autoscaler,omitempty"`
}
