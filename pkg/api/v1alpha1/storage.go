package v1alpha1

// StorageType says which file system holds high-availability metadata, checkpoints and savepoints.
type StorageType string

const (
	// StorageNone is no storage: checkpoints stay in the JobManager's memory.
	StorageNone StorageType = "None"

	// StorageS3 is Amazon S3 or a store that speaks its protocol, such as MinIO; the environment's s3 says where.
	StorageS3 StorageType = "S3"

	// StorageHDFS is the Hadoop file system; the environment's hdfs says where.
	StorageHDFS StorageType = "HDFS"
)

// Storage is where high-availability metadata, checkpoints and savepoints lie. With a storage, the directories of
// checkpoints and savepoints are set for every job of the session.
type Storage struct {
	// Type is None, S3 or HDFS. Default: None.
	Type StorageType `json:"type,omitempty" union:"discriminator"`

	// S3 belongs to type S3.
	S3 *S3Storage `json:"s3,omitempty" union:"S3"`
}

// S3Plugin is one of Flink's file systems for S3.
type S3Plugin string

const (
	// S3PluginPresto is flink-s3-fs-presto, which Flink recommends for checkpoints.
	S3PluginPresto S3Plugin = "Presto"

	// S3PluginHadoop is flink-s3-fs-hadoop, the one that exactly-once file sinks need.
	S3PluginHadoop S3Plugin = "Hadoop"
)

// PluginActivation says how a file system of Flink gets into its plugins folder.
type PluginActivation string

const (
	// PluginActivationCopy has an init container of the session's own image copy the plugin from /opt/flink/opt. It
	// names no version, so that a new image tag needs no other change.
	PluginActivationCopy PluginActivation = "Copy"

	// PluginActivationImage says that the image has the plugin in its plugins folder already.
	PluginActivationImage PluginActivation = "Image"
)

// S3Storage says how Flink speaks to S3.
type S3Storage struct {
	// Plugin is Presto or Hadoop. Default: Presto.
	Plugin S3Plugin `json:"plugin,omitempty"`

	// PluginActivation is Copy or Image. Default: Copy.
	PluginActivation PluginActivation `json:"pluginActivation,omitempty"`
}
