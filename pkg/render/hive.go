package render

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

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
	ofHDFS, name := "", ""
	if facts.HDFS != nil {
		ofHDFS, name = facts.HDFS.ConfigMapName, facts.HDFS.ConfigMapName
	}
	if facts.Hive != nil && facts.Hive.HadoopConfigMapName != "" {
		name = facts.Hive.HadoopConfigMapName
	}
	field := path("hive", "hadoopConfDir")
	if hive.HadoopConfDir == "" {
		if name != ofHDFS && r.session.Complete {
			r.errs = append(r.errs, r.session.Errorf(field, "must be set, such as /opt/hdfs-conf: the environment has a ConfigMap for Hive alone, %q", name).
				Under(diagnostic.RuleRequiredField))
		} else if facts.HDFS != nil {
			r.hadoopConfiguration(path("hive"))
		}
		return
	}
	// A mount is no second source: it sets no HADOOP_CONF_DIR.
	if r.need(name != "", path("hdfs", "configMapName"), field) {
		r.mount(configMapVolume(hadoopVolume, name), corev1.VolumeMount{MountPath: hive.HadoopConfDir}, field)
		r.hadoopUser()
	}
}
