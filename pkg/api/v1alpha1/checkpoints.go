package v1alpha1

// StateBackend is where a TaskManager keeps the state of its tasks.
type StateBackend string

const (
	// StateBackendHashMap keeps state on the heap.
	StateBackendHashMap StateBackend = "HashMap"

	// StateBackendRocksDB keeps state in RocksDB on local disk.
	StateBackendRocksDB StateBackend = "RocksDB"
)

// Checkpoints sets the defaults of checkpointing for the jobs of the session; a job may set its own.
type Checkpoints struct {
	// Enabled false turns the defaults off again; the directory stays with the storage.
	Enabled *bool `json:"enabled,omitempty"`

	// Interval between the starts of two checkpoints, such as 30s or 5min. Required.
	// Flink option execution.checkpointing.interval.
	Interval string `json:"interval,omitempty"`

	// Timeout after which a checkpoint is given up, such as 20m. Default of Flink: 10 min.
	// Flink option execution.checkpointing.timeout.
	Timeout string `json:"timeout,omitempty"`

	// Retained is how many completed checkpoints are kept. Default of Flink: 1.
	// Flink option execution.checkpointing.num-retained (state.checkpoints.num-retained up to 1.19).
	Retained *int32 `json:"retained,omitempty"`

	// StateBackend is HashMap or RocksDB. Default of Flink: HashMap.
	// Flink option state.backend.type (state.backend up to 1.16).
	StateBackend StateBackend `json:"stateBackend,omitempty"`

	// Incremental checkpoints hold only what changed; for RocksDB. Default of Flink: false.
	// Flink option execution.checkpointing.incremental (state.backend.incremental up to 1.19).
	Incremental *bool `json:"incremental,omitempty"`

	// Directory of the checkpoints. It may use {environment}, {namespace} and {name}. Default: the storage's root and
	// /checkpoints. Flink option execution.checkpointing.dir (state.checkpoints.dir up to 1.19).
	Directory string `json:"directory,omitempty"`
}

// Savepoints sets where savepoints go.
type Savepoints struct {
	// Directory of the savepoints. It may use {environment}, {namespace} and {name}. Default: the storage's root and
	// /savepoints. Flink option execution.checkpointing.savepoint-dir (state.savepoints.dir up to 1.19).
	Directory string `json:"directory,omitempty"`
}
