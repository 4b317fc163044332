package v1alpha1

// StreamParkRegistration registers Flink installations and sessions in StreamPark, each by its name: a Job logs in as
// admin when StreamPark is there, and changes what is not as it should be. It deletes nothing. A Flink installation for
// each image of a session lies in StreamPark's pod, copied from that image.
type StreamParkRegistration struct {
	// Enabled false leaves it to the users.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:default="python:3.13-alpine"

	// Image of the Job, with Python 3.9 or later. Default: python:3.13-alpine.
	Image ImageReference `json:"image,omitempty"`
}

// StreamParkRemoteCluster is a session cluster that stands in no workspace.
type StreamParkRemoteCluster struct {
	// Name of the cluster in StreamPark. Required.
	Name string `json:"name"`

	// +kubebuilder:example="http://analytics-rest.streaming:8081"

	// Address of its REST interface, with the port and no path, such as http://analytics-rest.streaming:8081. Required.
	Address string `json:"address"`

	// +kubebuilder:validation:Pattern=`^(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})$`
	// +kubebuilder:example="1.20.3"

	// FlinkVersion is the full version of Flink in the image, such as 1.20.3. Required.
	FlinkVersion string `json:"flinkVersion"`

	// Image of the cluster, from which its Flink installation is copied. Default: flink:<flinkVersion>. An image without a
	// registry host gets the imageRegistry of the environment in front.
	Image ImageReference `json:"image,omitempty"`

	// Hive of the cluster: the folders in which it mounts the ConfigMaps of the environment's hive and hdfs, where the
	// StreamPark mounts them too; where the address is that of another namespace, they may be absent. For a FlinkSession of
	// the workspace its own hive says so.
	Hive *Hive `json:"hive,omitempty"`
}
