// Package inventory lists what a workspace runs: each app in each environment, with its versions, images, sizes and addresses.
package inventory

// Target is one app in one environment.
type Target struct {
	Kind, Name, Folder string // such as FlinkSession, analytics, flink/analytics

	// Environment is empty for an app without named environments. Namespace is that of its objects.
	Environment, Namespace string

	// OperatorVersion such as 1.15. FlinkVersion such as 1.20.3; for StreamPark, its own version is in StreamParkVersion.
	OperatorVersion, FlinkVersion, StreamParkVersion string

	// Mode is Native or Standalone; HighAvailability None, Kubernetes or ZooKeeper; Storage the type of storage, such as S3, with StorageURI where state lies.
	Mode, HighAvailability, Storage, StorageURI string

	// ZooKeeper is the quorum, Hive the URI of the metastore, Database that of StreamPark; empty for none.
	ZooKeeper, Hive, Database string

	// JobManager and TaskManager processes. TaskManager.Replicas is 0 where Flink starts them as jobs need them.
	JobManager, TaskManager Process

	// Slots of each TaskManager.
	Slots int

	// URLs at which people reach it: the Web UI, or StreamPark. Images are all that its pods need, sorted.
	URLs, Images []string

	// Uses names, for StreamPark, the folders of the sessions that it registers.
	Uses []string
}

// Process is how many there are, and how large each is.
type Process struct {
	Replicas    int
	CPU, Memory string
}
