package render

import corev1 "k8s.io/api/core/v1"

// hiveVolume is the name of the volume with hive-site.xml, hadoopVolume of the one with core-site.xml and
// hdfs-site.xml.
const (
	hiveVolume   = "hive-conf"
	hadoopVolume = "hadoop-conf"
)

// hive mounts the metastore's client configuration, and Hadoop's where the environment has HDFS.
func (r *renderer) hive() {
	hive, facts := r.session.Spec.Hive, r.session.Facts
	if !hive.On() {
		return
	}
	if r.need(facts.Hive != nil && facts.Hive.MetastoreConfigMapName != "", path("hive", "metastoreConfigMapName"), path("hive")) {
		r.mount(configMapVolume(hiveVolume, facts.Hive.MetastoreConfigMapName), corev1.VolumeMount{MountPath: hive.ConfDir}, path("hive", "confDir"))
	}
	if hive.HadoopConfDir == "" {
		if facts.HDFS != nil {
			r.hadoopConfiguration(path("hive"))
		}
		return
	}
	// A mount of the same ConfigMap is no second source: it sets no HADOOP_CONF_DIR.
	field := path("hive", "hadoopConfDir")
	if r.need(facts.HDFS != nil && facts.HDFS.ConfigMapName != "", path("hdfs", "configMapName"), field) {
		r.mount(configMapVolume(hadoopVolume, facts.HDFS.ConfigMapName), corev1.VolumeMount{MountPath: hive.HadoopConfDir}, field)
		r.hadoopUser()
	}
}
