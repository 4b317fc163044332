package v1alpha1

// Hive mounts the client configuration of the environment's Hive metastore in JobManager and TaskManagers, where a
// CREATE CATALOG with 'type' = 'hive' finds it. A StreamPark that registers the session mounts it too, since it opens the
// catalogs of a job; where it runs in another namespace, the ConfigMaps must be in that one as well. The Hive connector and
// Hadoop come with the image.
type Hive struct {
	// Enabled false turns Hive off.
	Enabled *bool `json:"enabled,omitempty"`

	// ConfDir is where hive-site.xml is mounted: the hive-conf-dir of CREATE CATALOG. Default: /opt/hive-conf.
	ConfDir string `json:"confDir,omitempty"`

	// HadoopConfDir mounts the ConfigMap of the environment's hdfs there: the hadoop-conf-dir of CREATE CATALOG.
	// Default: Flink itself mounts it and sets HADOOP_CONF_DIR, so that CREATE CATALOG needs no hadoop-conf-dir; with
	// storage.type HDFS it always does.
	HadoopConfDir string `json:"hadoopConfDir,omitempty"`
}
