package cluster

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

const defaultHiveConfDir = "/opt/hive-conf"

func setHiveDefaults(cluster *v1alpha1.Cluster) {
	if cluster.Hive.On() {
		resolve.SetDefault(&cluster.Hive.ConfDir, defaultHiveConfDir)
	}
}

// HiveMount is a ConfigMap with the client configuration of Hive's metastore, or of Hadoop, and the folder where the
// statement that creates a catalog looks for it.
type HiveMount struct {
	Folder    string
	ConfigMap string
	Hadoop    bool

	// Optional means that nobody knows whether the ConfigMap is in StreamPark's namespace, as that of the session is another.
	Optional bool
}

// HiveMounts are those of a cluster with hive, without what its environment does not say.
func HiveMounts(hive *v1alpha1.Hive, settings *v1alpha1.EnvironmentSpec) []HiveMount {
	if !hive.On() {
		return nil
	}
	var mounts []HiveMount
	if settings.Hive != nil && settings.Hive.MetastoreConfigMapName != "" {
		folder := hive.ConfDir
		resolve.SetDefault(&folder, defaultHiveConfDir)
		mounts = append(mounts, HiveMount{Folder: folder, ConfigMap: settings.Hive.MetastoreConfigMapName})
	}
	if name := HiveHadoopConfigMap(settings); hive.HadoopConfDir != "" && name != "" {
		mounts = append(mounts, HiveMount{Folder: hive.HadoopConfDir, ConfigMap: name, Hadoop: true})
	}
	return mounts
}

// HiveHadoopConfigMap names the ConfigMap with Hadoop's configuration for Hive, which is that of HDFS unless Hive has
// one of its own.
func HiveHadoopConfigMap(settings *v1alpha1.EnvironmentSpec) string {
	if settings.Hive != nil && settings.Hive.HadoopConfigMapName != "" {
		return settings.Hive.HadoopConfigMapName
	}
	return HDFSConfigMap(settings)
}

func (c *checker) hive() {
	hive, field := c.cluster.Hive, path("hive")
	if !hive.On() {
		return
	}
	c.AddErr(field.Child("confDir"), check.MountPath(hive.ConfDir))
	c.AddErr(field.Child("hadoopConfDir"), check.Optional(hive.HadoopConfDir, check.MountPath))
	c.hadoopImage(field)
	if v := c.flinkVersion; v.Major >= 2 {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field, "must not be on with Flink %s: no release of the Hive connector is for Flink 2", v)
	}
}

func checkHiveSettings(c *check.Checker, hive *v1alpha1.EnvironmentHive) {
	if hive == nil {
		return
	}
	c.AddErr(path("hive", "metastoreConfigMapName"), check.Optional(hive.MetastoreConfigMapName, check.ObjectName))
	c.AddErr(path("hive", "hadoopConfigMapName"), check.Optional(hive.HadoopConfigMapName, check.ObjectName))
}

// hiveVolume is the name of the volume with hive-site.xml, hadoopVolume of the one with core-site.xml and
// hdfs-site.xml.
const (
	hiveVolume   = "hive-conf"
	hadoopVolume = "hadoop-conf"
)

// hive mounts the metastore's client configuration, and Hadoop's where the environment has HDFS.
func (r *renderer) hive() {
	hive, settings := r.cluster.Hive, r.target.Settings
	if !hive.On() {
		return
	}
	if r.need(settings.Hive != nil && settings.Hive.MetastoreConfigMapName != "", "hive.metastoreConfigMapName", "hive") {
		r.mount(configMapVolume(hiveVolume, settings.Hive.MetastoreConfigMapName), corev1.VolumeMount{MountPath: hive.ConfDir}, path("hive", "confDir"))
	}
	name := HiveHadoopConfigMap(&settings)
	const field = "hive.hadoopConfDir"
	if hive.HadoopConfDir == "" {
		if name != HDFSConfigMap(&settings) && r.target.Complete {
			r.errs = append(r.errs, r.target.Errorf(fieldNamed(field), "must be set, such as /opt/hdfs-conf: the environment has a ConfigMap for Hive alone, %q", name).
				Under(diagnostic.RuleRequiredField))
		} else if settings.HDFS != nil {
			r.hadoopConfiguration(name, "hive")
		}
		return
	}
	// The hadoop-conf-dir of a catalog is for the catalog alone. What writes its tables is Flink's own file system, which
	// looks in HADOOP_CONF_DIR. Flink must set that itself, for a mount of its own: in a JobManager that has the variable
	// from elsewhere, native mode gives TaskManagers the ConfigMap hadoop-config-<name>, which nobody makes here, and they
	// never start.
	if r.hadoopConfiguration(name, field) {
		r.mount(configMapVolume(hadoopVolume, name), corev1.VolumeMount{MountPath: hive.HadoopConfDir}, fieldNamed(field))
	}
}
