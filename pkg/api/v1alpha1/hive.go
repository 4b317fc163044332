package v1alpha1

// Hive mounts the client configuration of the environment's Hive metastore in JobManager and TaskManagers, where a
// CREATE CATALOG with 'type' = 'hive' finds it. The Hive connector and Hadoop come with the image.
type Hive struct {
	// Enabled false turns Hive off.
	Enabled *bool `json:"enabled,omitempty"`

	// ConfDir is where hive-site.xml is mounted: the hive-conf-dir of CREATE CATALOG. Default: /opt/hive-conf.
	ConfDir string `json:"confDir,omitempty"`
}
