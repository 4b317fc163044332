package v1alpha1

// EnvironmentHDFS says where HDFS is.
type EnvironmentHDFS struct {
	// ConfigMapName names a ConfigMap with core-site.xml and hdfs-site.xml in the session's namespace. Flink mounts it
	// and sets HADOOP_CONF_DIR, which must not be set elsewhere then. Flink option kubernetes.hadoop.conf.config-map.name.
	ConfigMapName ObjectName `json:"configMapName,omitempty"`

	// URI of the folder of all sessions. Default: hdfs:///flink, on the file system that core-site.xml names.
	URI string `json:"uri,omitempty"`

	// +kubebuilder:validation:Pattern=`^[A-Za-z0-9][A-Za-z0-9._-]*$`

	// User that Flink is to HDFS, where HDFS believes names without proof. With Kerberos, the principal is the user.
	// Default: the image's user. Environment variable HADOOP_USER_NAME.
	User string `json:"user,omitempty"`
}
