package v1alpha1

// Hive mounts the client configuration of the environment's Hive metastore in JobManager and TaskManagers. It does not
// create a catalog: create one in SQL, with CREATE CATALOG hive WITH ('type' = 'hive', 'hive-conf-dir' =
// '/opt/hive-conf'), where hive-conf-dir must be written. The image must have the connector, Hadoop's client jars, commons-codec and
// HADOOP_CLASSPATH. There is no release of the connector for Flink 2.
//
// A StreamPark that registers the session mounts the same, since it opens the catalogs of a job; where it runs in another
// namespace, the ConfigMaps must be in that one as well.
type Hive struct {
	// Enabled false turns Hive off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:default="/opt/hive-conf"

	// ConfDir is where hive-site.xml is mounted: the hive-conf-dir of CREATE CATALOG. Default: /opt/hive-conf.
	ConfDir string `json:"confDir,omitempty"`

	// HadoopConfDir mounts the hadoopConfigMapName of the environment's hive there, or else the ConfigMap of its hdfs, for
	// statements with that hadoop-conf-dir. Flink itself mounts one of them and sets HADOOP_CONF_DIR in any case, that of
	// hdfs with storage.type HDFS, since its own file system, which writes the tables, looks nowhere else; CREATE CATALOG
	// needs no hadoop-conf-dir where both are one. Required with a hadoopConfigMapName. Default: it is mounted once.
	HadoopConfDir string `json:"hadoopConfDir,omitempty"`
}
