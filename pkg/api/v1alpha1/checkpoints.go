package v1alpha1

// StateBackend is where a TaskManager keeps the state of its tasks.
type StateBackend string

const (
	// StateBackendHashMap keeps state on the heap.
	StateBackendHashMap StateBackend = "HashMap"

	// StateBackendRocksDB keeps state in RocksDB on local disk.
	StateBackendRocksDB StateBackend = "RocksDB"

	// StateBackendForSt keeps state in ForSt, by default in the directory of the checkpoints, with a cache on local disk.
	// Since Flink 2.0, where it is experimental.
	StateBackendForSt StateBackend = "ForSt"
)

// CheckpointingMode is what a checkpoint promises.
type CheckpointingMode string

const (
	// CheckpointingModeExactlyOnce has every record change the state once.
	CheckpointingModeExactlyOnce CheckpointingMode = "ExactlyOnce"

	// CheckpointingModeAtLeastOnce may have records change the state again after a failure.
	CheckpointingModeAtLeastOnce CheckpointingMode = "AtLeastOnce"
)

// CheckpointRetention is what becomes of a job's checkpoints when the job ends.
type CheckpointRetention string

const (
	// CheckpointRetentionNoExternalizedCheckpoints deletes them whichever way the job ends.
	CheckpointRetentionNoExternalizedCheckpoints CheckpointRetention = "NoExternalizedCheckpoints"

	// CheckpointRetentionDeleteOnCancellation keeps them when the job fails, and deletes them when it is cancelled.
	CheckpointRetentionDeleteOnCancellation CheckpointRetention = "DeleteOnCancellation"

	// CheckpointRetentionRetainOnCancellation keeps them when the job fails or is cancelled; somebody has to delete them.
	CheckpointRetentionRetainOnCancellation CheckpointRetention = "RetainOnCancellation"
)

// Checkpoints sets the defaults of checkpointing for the jobs of the session; a job may set its own. Without an interval,
// they hold for the jobs that switch checkpointing on themselves.
type Checkpoints struct {
	// Enabled false turns the defaults off again; the directory stays with the storage.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:example="30s"
	// +kubebuilder:example="5min"

	// Interval between the starts of two checkpoints, such as 30s or 5min. Default: only jobs that set one
	// themselves take checkpoints. Flink option execution.checkpointing.interval.
	Interval Duration `json:"interval,omitempty"`

	// Mode is ExactlyOnce or AtLeastOnce. Default of Flink: ExactlyOnce. Flink option execution.checkpointing.mode.
	Mode CheckpointingMode `json:"mode,omitempty"`

	// +kubebuilder:example="10s"

	// MinPause is the least time between the end of a checkpoint and the start of the next, such as 10s, or 0s for none.
	// Default of Flink: none. Flink option execution.checkpointing.min-pause.
	MinPause Duration `json:"minPause,omitempty"`

	// +kubebuilder:validation:Minimum=1

	// MaxConcurrent is how many checkpoints may be under way at the same time; more than 1 goes neither with minPause nor
	// with unaligned. Default of Flink: 1. Flink option execution.checkpointing.max-concurrent-checkpoints.
	MaxConcurrent *int32 `json:"maxConcurrent,omitempty"`

	// +kubebuilder:example="20m"

	// Timeout after which a checkpoint is given up, such as 20m. Default of Flink: 10 min.
	// Flink option execution.checkpointing.timeout.
	Timeout Duration `json:"timeout,omitempty"`

	// +kubebuilder:validation:Minimum=0

	// TolerableFailures is how many checkpoints in a row may fail, or run into the timeout, before the job is restarted; 0 or
	// more. With 0 a short outage of the checkpoint storage restarts every job. Default of Flink: 0.
	// Flink option execution.checkpointing.tolerable-failed-checkpoints.
	TolerableFailures *int32 `json:"tolerableFailures,omitempty"`

	// +kubebuilder:validation:Minimum=1

	// Retained is how many completed checkpoints are kept. Default of Flink: 1.
	// Flink option execution.checkpointing.num-retained (state.checkpoints.num-retained up to 1.19).
	Retained *int32 `json:"retained,omitempty"`

	// Retention is NoExternalizedCheckpoints, DeleteOnCancellation or RetainOnCancellation. Default of Flink:
	// NoExternalizedCheckpoints; the operator makes it RetainOnCancellation for a FlinkSessionJob.
	// Flink option execution.checkpointing.externalized-checkpoint-retention.
	Retention CheckpointRetention `json:"retention,omitempty"`

	// Unaligned checkpoints overtake the records that wait in network buffers, so that backpressure does not delay them;
	// for mode ExactlyOnce. Default of Flink: false.
	// Flink option execution.checkpointing.unaligned.enabled (execution.checkpointing.unaligned up to 1.16).
	Unaligned *bool `json:"unaligned,omitempty"`

	// FileMerging writes the small files of one checkpoint into larger ones. Since Flink 1.20. Default of Flink: false.
	// Flink option execution.checkpointing.file-merging.enabled.
	FileMerging *bool `json:"fileMerging,omitempty"`

	// LocalRecovery keeps a second copy of the state on the TaskManager's disk and recovers from it where it can.
	// Default of Flink: false. Flink options execution.checkpointing.local-backup.enabled and
	// execution.state-recovery.from-local (state.backend.local-recovery up to 1.19).
	LocalRecovery *bool `json:"localRecovery,omitempty"`

	// StateBackend is HashMap, RocksDB or, since Flink 2.0, ForSt, which needs a directory. Default of Flink: HashMap.
	// Flink option state.backend.type (state.backend up to 1.16).
	StateBackend StateBackend `json:"stateBackend,omitempty"`

	// Incremental checkpoints hold only what changed; for RocksDB and ForSt. Default of Flink: false.
	// Flink option execution.checkpointing.incremental (state.backend.incremental up to 1.19).
	Incremental *bool `json:"incremental,omitempty"`

	// Directory of the checkpoints. It may use {environment}, {namespace} and {name}, and lies below the storage's root
	// unless it names a file system. Default: {environment}/{namespace}/checkpoints. Flink option execution.checkpointing.dir (state.checkpoints.dir up to 1.19).
	Directory string `json:"directory,omitempty"`
}

// Savepoints sets where savepoints go, and how often the operator takes them.
type Savepoints struct {
	// Directory of the savepoints. It may use {environment}, {namespace} and {name}, and lies below the storage's root
	// unless it names a file system. Default: {environment}/{namespace}/savepoints. Flink option execution.checkpointing.savepoint-dir (state.savepoints.dir up to 1.19).
	Directory string `json:"directory,omitempty"`

	// +kubebuilder:example="6h"

	// Interval between two savepoints that the operator takes of each FlinkSessionJob of the session, such as 6h; jobs
	// that are submitted in other ways have none. It needs a directory. A change restarts nothing.
	// Operator option kubernetes.operator.periodic.savepoint.interval.
	Interval string `json:"interval,omitempty"`
}
