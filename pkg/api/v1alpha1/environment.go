package v1alpha1

// Environment is one target of a workspace: a namespace of a cluster and what can be found there.
type Environment struct {
	TypeMeta `json:",inline"`

	// Metadata names the environment.
	Metadata Metadata `json:"metadata"`

	// Spec holds the facts.
	Spec EnvironmentSpec `json:"spec"`
}

// EnvironmentSpec holds the facts of one target. A session says what it wants, an environment where that is.
type EnvironmentSpec struct {
	// Namespace of the sessions that state none themselves.
	Namespace string `json:"namespace,omitempty"`

	// OperatorVersion is the release of the Flink Kubernetes Operator that runs there, such as "1.15". Required.
	OperatorVersion string `json:"operatorVersion,omitempty"`

	// ImageRegistry stands in front of every image without a registry host, such as registry.example.com/kdp.
	ImageRegistry string `json:"imageRegistry,omitempty"`

	// Ingress holds what all Ingresses share.
	Ingress *EnvironmentIngress `json:"ingress,omitempty"`

	// ZooKeeper serves highAvailability.mode ZooKeeper.
	ZooKeeper *EnvironmentZooKeeper `json:"zookeeper,omitempty"`

	// S3 serves storage.type S3.
	S3 *EnvironmentS3 `json:"s3,omitempty"`

	// HDFS serves storage.type HDFS, and Hive where tables lie in HDFS.
	HDFS *EnvironmentHDFS `json:"hdfs,omitempty"`

	// Hive serves the feature hive.
	Hive *EnvironmentHive `json:"hive,omitempty"`

	// Prometheus serves the feature metrics.
	Prometheus *EnvironmentPrometheus `json:"prometheus,omitempty"`

	// ServiceAccount is one that all sessions of the environment share. Default: each session has its own.
	ServiceAccount *EnvironmentServiceAccount `json:"serviceAccount,omitempty"`
}

// EnvironmentIngress holds what all Ingresses of an environment share.
type EnvironmentIngress struct {
	// Domain below which hosts are made, such as apps.example.com.
	Domain string `json:"domain,omitempty"`

	// ClassName of the Ingress controller. Default: the cluster's. Ingress spec.ingressClassName.
	ClassName string `json:"className,omitempty"`

	// TLSSecretName is a Secret with the certificate of every host. Default: no TLS.
	TLSSecretName string `json:"tlsSecretName,omitempty"`

	// Annotations of every Ingress.
	Annotations map[string]*string `json:"annotations,omitempty"`
}

// EnvironmentZooKeeper says where ZooKeeper is.
type EnvironmentZooKeeper struct {
	// Quorum lists the servers, each as host:port. Flink option high-availability.zookeeper.quorum.
	Quorum []string `json:"quorum,omitempty"`
}

// EnvironmentS3 says where the object store is.
type EnvironmentS3 struct {
	// Endpoint of a store other than Amazon's, such as http://minio:9000. Flink option s3.endpoint.
	Endpoint string `json:"endpoint,omitempty"`

	// Bucket of all sessions.
	Bucket string `json:"bucket,omitempty"`

	// PathStyleAccess puts the bucket in the path instead of the host name, as MinIO needs it. Default of Flink: false.
	// Flink option s3.path.style.access.
	PathStyleAccess *bool `json:"pathStyleAccess,omitempty"`

	// Credentials refers to a Secret in the session's namespace. Default: what the pod has by itself, such as a workload
	// identity or an instance role.
	Credentials *S3Credentials `json:"credentials,omitempty"`
}

// S3Credentials refers to a Secret with a key pair for S3.
type S3Credentials struct {
	// SecretName names the Secret.
	SecretName string `json:"secretName,omitempty"`

	// AccessKeyIDKey is the Secret's key with the access key. Default: AWS_ACCESS_KEY_ID.
	AccessKeyIDKey string `json:"accessKeyIDKey,omitempty"`

	// SecretAccessKeyKey is the Secret's key with the secret key. Default: AWS_SECRET_ACCESS_KEY.
	SecretAccessKeyKey string `json:"secretAccessKeyKey,omitempty"`
}

// EnvironmentHDFS says where HDFS is.
type EnvironmentHDFS struct {
	// ConfigMapName names a ConfigMap with core-site.xml and hdfs-site.xml in the session's namespace. Flink option
	// kubernetes.hadoop.conf.config-map.name.
	ConfigMapName string `json:"configMapName,omitempty"`

	// URI of the folder of all sessions. Default: hdfs:///flink, on the file system that core-site.xml names.
	URI string `json:"uri,omitempty"`
}

// EnvironmentHive says where the Hive metastore is.
type EnvironmentHive struct {
	// MetastoreConfigMapName names a ConfigMap with hive-site.xml in the session's namespace.
	MetastoreConfigMapName string `json:"metastoreConfigMapName,omitempty"`
}

// EnvironmentPrometheus says which monitors Prometheus selects.
type EnvironmentPrometheus struct {
	// Labels of every PodMonitor, such as release: prometheus.
	Labels map[string]*string `json:"labels,omitempty"`
}

// EnvironmentServiceAccount is a ServiceAccount that all sessions of an environment share; it is emitted once, with
// its Role and RoleBinding, into environments/<name>/shared.
type EnvironmentServiceAccount struct {
	// Name of the ServiceAccount.
	Name string `json:"name,omitempty"`

	// Create false uses a ServiceAccount, Role and RoleBinding that exist already. Default: true.
	Create *bool `json:"create,omitempty"`

	// Annotations of the ServiceAccount.
	Annotations map[string]*string `json:"annotations,omitempty"`
}
