package v1alpha1

// Hive mounts the client configuration of the environment's Hive metastore in JobManager and TaskManagers, where a
// CREATE CATALOG with 'type' = 'hive' finds it. The Hive connector and Hadoop come with the image.
type Hive struct {
	// Enabled false turns Hive off.
	Enabled *bool `json:"enabled,omitempty"`

	// ConfDir is where hive-site.xml is mounted: the hive-conf-dir of CREATE CATALOG. Default: /opt/hive-conf.
	ConfDir string `json:"confDir,omitempty"`

	// HadoopConfDir mounts the hadoopConfigMapName of the environment's hive there, or else the ConfigMap of its hdfs: the
	// hadoop-conf-dir of CREATE CATALOG. Required with a hadoopConfigMapName. Default: Flink itself mounts it and sets HADOOP_CONF_DIR, so that CREATE CATALOG needs no hadoop-conf-dir; with
	// storage.type HDFS it always does.
	HadoopConfDir string `json:"hadoopConfDir,omitempty"`
}
