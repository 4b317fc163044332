package v1alpha1

// S3Plugin is one of Flink's file systems for S3.
type S3Plugin string

const (
	// S3PluginPresto is flink-s3-fs-presto, which Flink recommends for checkpoints.
	S3PluginPresto S3Plugin = "Presto"

	// S3PluginHadoop is flink-s3-fs-hadoop, the one that exactly-once file sinks need.
	S3PluginHadoop S3Plugin = "Hadoop"
)

// S3Storage says how Flink speaks to S3.
type S3Storage struct {
	// +kubebuilder:default="Presto"

	// Plugin is Presto or Hadoop. Default: Presto.
	Plugin S3Plugin `json:"plugin,omitempty"`

	// +kubebuilder:default="Copy"

	// PluginActivation is Copy or Image. The init container that copies, flink-plugin, asks for 100m of CPU and 128Mi of
	// memory, which podTemplate may change. Default: Copy.
	PluginActivation PluginActivation `json:"pluginActivation,omitempty"`
}

// EnvironmentS3 says where the object store is.
type EnvironmentS3 struct {
	// +kubebuilder:example="http://minio:9000"

	// Endpoint of a store other than Amazon's, such as http://minio:9000. Flink option s3.endpoint.
	Endpoint string `json:"endpoint,omitempty"`

	// +kubebuilder:validation:Pattern=`^[a-z0-9]+(-[a-z0-9]+)*$`
	// +kubebuilder:example="eu-central-1"

	// Region of the bucket, such as eu-central-1. Plugin Hadoop signs for it; plugin Presto knows no region, so it gets
	// the endpoint of the region instead, and takes no region beside a stated endpoint. Default: what the plugin finds
	// out. Flink option fs.s3a.endpoint.region, or s3.endpoint with plugin Presto.
	Region string `json:"region,omitempty"`

	// +kubebuilder:validation:Pattern=`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`

	// Bucket of all sessions.
	Bucket string `json:"bucket,omitempty"`

	// PathStyleAccess puts the bucket in the path instead of the host name, as MinIO needs it. Default of Flink: false.
	// Flink option s3.path.style.access.
	PathStyleAccess *bool `json:"pathStyleAccess,omitempty"`

	// Credentials say how Flink proves who it is. Default: WorkloadIdentity where the ServiceAccount carries the
	// annotation eks.amazonaws.com/role-arn, else Instance.
	Credentials *S3Credentials `json:"credentials,omitempty"`
}

// S3CredentialsType says how Flink proves to S3 who it is.
type S3CredentialsType string

const (
	// S3CredentialsSecret takes a key pair from a Secret in the session's namespace.
	S3CredentialsSecret S3CredentialsType = "Secret"

	// S3CredentialsWorkloadIdentity takes the web identity token that EKS gives to the pods of a ServiceAccount with the
	// annotation eks.amazonaws.com/role-arn: see serviceAccount.annotations. Plugin Hadoop looks for no such token by
	// itself, so it gets the provider class that does.
	S3CredentialsWorkloadIdentity S3CredentialsType = "WorkloadIdentity"

	// S3CredentialsInstance takes the role of the container or of the node.
	S3CredentialsInstance S3CredentialsType = "Instance"
)

// S3Credentials say how Flink proves to S3 who it is.
type S3Credentials struct {
	// +kubebuilder:default="Secret"

	// Type is Secret, WorkloadIdentity or Instance. Default: Secret.
	Type S3CredentialsType `json:"type,omitempty" union:"discriminator"`

	// SecretName names the Secret. It belongs to type Secret, as do both keys. Required.
	SecretName string `json:"secretName,omitempty" union:"Secret"`

	// +kubebuilder:default="AWS_ACCESS_KEY_ID"

	// AccessKeyIDKey is the Secret's key with the access key. Default: AWS_ACCESS_KEY_ID.
	AccessKeyIDKey string `json:"accessKeyIDKey,omitempty" union:"Secret"`

	// +kubebuilder:default="AWS_SECRET_ACCESS_KEY"

	// SecretAccessKeyKey is the Secret's key with the secret key. Default: AWS_SECRET_ACCESS_KEY.
	SecretAccessKeyKey string `json:"secretAccessKeyKey,omitempty" union:"Secret"`
}
