package v1alpha1

// HighAvailabilityMode says where JobManagers elect their leader and keep pointers to their metadata.
type HighAvailabilityMode string

const (
	// HighAvailabilityNone turns high availability off: a JobManager that is lost takes its jobs with it.
	HighAvailabilityNone HighAvailabilityMode = "None"

	// HighAvailabilityKubernetes uses ConfigMaps in the session's namespace.
	HighAvailabilityKubernetes HighAvailabilityMode = "Kubernetes"

	// HighAvailabilityZooKeeper uses the environment's ZooKeeper.
	HighAvailabilityZooKeeper HighAvailabilityMode = "ZooKeeper"
)

// HighAvailability keeps running jobs through the loss of a JobManager.
type HighAvailability struct {
	// +kubebuilder:default="None"

	// Mode is None, Kubernetes or ZooKeeper. Default: None. Flink option high-availability.type.
	Mode HighAvailabilityMode `json:"mode,omitempty" union:"discriminator"`

	// Directory of the metadata; Flink puts it below a folder of the session's name. It may use {environment},
	// {namespace} and {name}, and lies below the storage's root unless it names a file system. Default:
	// {environment}/{namespace}/ha. Flink option high-availability.storageDir.
	Directory string `json:"directory,omitempty"`

	// ZooKeeper belongs to mode ZooKeeper.
	ZooKeeper *ZooKeeperHighAvailability `json:"zookeeper,omitempty" union:"ZooKeeper"`
}
