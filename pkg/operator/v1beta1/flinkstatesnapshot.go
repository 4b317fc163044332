package v1beta1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// FlinkStateSnapshot is a savepoint or a checkpoint of a job, which the operator takes. Since 1.10.
//
// +kubebuilder:object:root=true
type FlinkStateSnapshot struct {
	metav1.TypeMeta `json:",inline"`

	// ObjectMeta is the standard metadata.
	metav1.ObjectMeta `json:"metadata,omitzero"`

	// Spec is the desired snapshot.
	Spec FlinkStateSnapshotSpec `json:"spec,omitzero"`
}

// FlinkStateSnapshotList is a list of FlinkStateSnapshots, as the API server answers it.
//
// +kubebuilder:object:root=true
type FlinkStateSnapshotList struct {
	metav1.TypeMeta `json:",inline"`

	// ListMeta is the standard metadata of a list.
	metav1.ListMeta `json:"metadata,omitzero"`

	// Items are the FlinkStateSnapshots.
	Items []FlinkStateSnapshot `json:"items"`
}

// FlinkStateSnapshotSpec is the desired snapshot: one of savepoint and checkpoint.
type FlinkStateSnapshotSpec struct {
	// JobReference is whose state is kept. It must exist before the snapshot, unless that is there already.
	JobReference *JobReference `json:"jobReference,omitempty"`

	// Savepoint makes the snapshot a savepoint.
	Savepoint *SavepointSpec `json:"savepoint,omitempty"`

	// Checkpoint makes the snapshot a checkpoint.
	Checkpoint *CheckpointSpec `json:"checkpoint,omitempty"`

	// BackoffLimit is how often a snapshot that failed is tried again; absent it is -1, without end.
	BackoffLimit *int32 `json:"backoffLimit,omitempty"`
}

// JobReference names a job in the same namespace.
type JobReference struct {
	// Kind is FlinkDeployment or FlinkSessionJob.
	Kind string `json:"kind,omitempty"`

	// Name of the object.
	Name string `json:"name,omitempty"`
}

// SavepointSpec is the desired savepoint.
type SavepointSpec struct {
	// Path is where it is written to; absent, into the job's directory for savepoints.
	Path string `json:"path,omitempty"`

	// FormatType is CANONICAL or NATIVE; absent it is CANONICAL.
	FormatType string `json:"formatType,omitempty"`

	// DisposeOnDelete deletes the savepoint with the object; absent it is true.
	DisposeOnDelete *bool `json:"disposeOnDelete,omitempty"`

	// AlreadyExists says that the savepoint is at the path already, so that none is taken; absent it is false.
	AlreadyExists *bool `json:"alreadyExists,omitempty"`
}

// CheckpointSpec is the desired checkpoint. It has no fields.
type CheckpointSpec struct{}
