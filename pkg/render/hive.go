package render

import corev1 "k8s.io/api/core/v1"

// hiveVolume is the name of the volume with hive-site.xml.
const hiveVolume = "hive-conf"

// hive mounts the metastore's client configuration, and Hadoop's where the environment has HDFS.
func (r *renderer) hive() {
	hive, facts := r.session.Spec.Hive, r.session.Facts
	if !hive.On() {
		return
	}
	if facts.HDFS != nil {
		r.hadoopConfiguration(path("hive"))
	}
	there := facts.Hive != nil && facts.Hive.MetastoreConfigMapName != ""
	if !r.need(there, path("hive", "metastoreConfigMapName"), path("hive")) {
		return
	}
	r.pod.Spec.Volumes = append(r.pod.Spec.Volumes, corev1.Volume{
		Name: hiveVolume,
		VolumeSource: corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{
			LocalObjectReference: corev1.LocalObjectReference{Name: facts.Hive.MetastoreConfigMapName},
		}},
	})
	main := r.mainContainer()
	main.VolumeMounts = append(main.VolumeMounts, corev1.VolumeMount{Name: hiveVolume, MountPath: hive.ConfDir})
}
