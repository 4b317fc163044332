package render

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// hiveVolume is the name of the volume with hive-site.xml, hadoopVolume of the one with core-site.xml and
// hdfs-site.xml.
const (
	hiveVolume   = "hive-conf"
	hadoopVolume = "hadoop-conf"
)

// hive mounts the metastore's client configuration, and Hadoop's where the environment has HDFS.
func (r *renderer) hive() {
	hive, facts := r.cluster.Hive, r.target.Facts
	if !hive.On() {
		return
	}
	if r.need(facts.Hive != nil && facts.Hive.MetastoreConfigMapName != "", path("hive", "metastoreConfigMapName"), path("hive")) {
		r.mount(configMapVolume(hiveVolume, facts.Hive.MetastoreConfigMapName), corev1.VolumeMount{MountPath: hive.ConfDir}, path("hive", "confDir"))
	}
	name := resolve.HiveHadoopConfigMap(&facts)
	field := path("hive", "hadoopConfDir")
	if hive.HadoopConfDir == "" {
		if name != resolve.HDFSConfigMap(&facts) && r.target.Complete {
			r.errs = append(r.errs, r.target.Errorf(field, "must be set, such as /opt/hdfs-conf: the environment has a ConfigMap for Hive alone, %q", name).
				Under(diagnostic.RuleRequiredField))
		} else if facts.HDFS != nil {
			r.hadoopConfiguration(name, path("hive"))
		}
		return
	}
	// The hadoop-conf-dir of a catalog is for the catalog alone. What writes its tables is Flink's own file system, which
	// looks in HADOOP_CONF_DIR. Flink must set that itself, for a mount of its own: in a JobManager that has the variable
	// from elsewhere, native mode gives TaskManagers the ConfigMap hadoop-config-<name>, which nobody makes here, and they
	// never start.
	if r.hadoopConfiguration(name, field) {
		r.mount(configMapVolume(hadoopVolume, name), corev1.VolumeMount{MountPath: hive.HadoopConfDir}, field)
	}
}
