package v1alpha1

// StorageType says which file system holds high-availability metadata, checkpoints and savepoints.
type StorageType string

const (
	// StorageNone is no storage: checkpoints stay in the JobManager's memory.
	StorageNone StorageType = "None"

	// StorageS3 is Amazon S3 or a store that speaks its protocol, such as MinIO; the environment's s3 says where.
	StorageS3 StorageType = "S3"

	// StorageGCS is Google Cloud Storage; the environment's gcs says where.
	StorageGCS StorageType = "GCS"

	// StorageAzure is Azure Blob Storage; the environment's azure says where.
	StorageAzure StorageType = "Azure"

	// StorageOSS is Alibaba Cloud's Object Storage Service; the environment's oss says where.
	StorageOSS StorageType = "OSS"

	// StorageHDFS is the Hadoop file system; the environment's hdfs says where.
	StorageHDFS StorageType = "HDFS"

	// StorageVolume is a volume that all pods mount.
	StorageVolume StorageType = "Volume"
)

// Storage is where high-availability metadata, checkpoints and savepoints lie. With a storage, the directories of
// checkpoints and savepoints are set for every job of the session.
type Storage struct {
	// +kubebuilder:default="None"

	// Type is None, S3, GCS, Azure, OSS, HDFS or Volume. Default: None.
	Type StorageType `json:"type,omitempty" union:"discriminator"`

	// S3 belongs to type S3.
	S3 *S3Storage `json:"s3,omitempty" union:"S3"`

	// GCS belongs to type GCS. The plugin is flink-gs-fs-hadoop.
	GCS *PluginStorage `json:"gcs,omitempty" union:"GCS"`

	// Azure belongs to type Azure. The plugin is flink-azure-fs-hadoop.
	Azure *PluginStorage `json:"azure,omitempty" union:"Azure"`

	// OSS belongs to type OSS. The plugin is flink-oss-fs-hadoop.
	OSS *PluginStorage `json:"oss,omitempty" union:"OSS"`

	// Volume belongs to type Volume.
	Volume *VolumeStorage `json:"volume,omitempty" union:"Volume"`
}

// EnvironmentStores is what an environment says for each type of storage.
type EnvironmentStores struct {
	// S3 serves storage.type S3.
	S3 *EnvironmentS3 `json:"s3,omitempty"`

	// GCS serves storage.type GCS.
	GCS *EnvironmentGCS `json:"gcs,omitempty"`

	// Azure serves storage.type Azure.
	Azure *EnvironmentAzure `json:"azure,omitempty"`

	// OSS serves storage.type OSS.
	OSS *EnvironmentOSS `json:"oss,omitempty"`

	// Volume serves storage.type Volume.
	Volume *EnvironmentVolume `json:"volume,omitempty"`

	// HDFS serves storage.type HDFS, and Hive where tables lie in HDFS.
	HDFS *EnvironmentHDFS `json:"hdfs,omitempty"`
}
