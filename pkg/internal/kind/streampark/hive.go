package streampark

import (
	"fmt"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
)

const (
	hiveVolume       = "hive-conf"
	hiveHadoopVolume = "hive-hadoop-conf"
)

// hive mounts the configuration of Hive's metastore, and of Hadoop, where the registered sessions have them: StreamPark
// builds a job's graph itself, and so opens the catalogs that its SQL creates.
func (r *renderer) hive() {
	for _, mount := range r.target.Hive {
		if other, taken := r.mountedAt(mount.Folder); !taken {
			r.main().VolumeMounts = append(r.main().VolumeMounts,
				corev1.VolumeMount{Name: r.hiveVolume(mount), MountPath: mount.Folder, ReadOnly: true})
		} else if other != mount.ConfigMap {
			r.errs = append(r.errs, r.target.Errorf(diagnostic.Path{}.Child("sessions"), "must not register a cluster whose hive mounts the ConfigMap %s at %s, "+
				"where StreamPark has another volume: change its hive.confDir or hive.hadoopConfDir", mount.ConfigMap, mount.Folder).Under(diagnostic.RuleConflictingFields))
		}
	}
}

// hiveVolume is the volume of the ConfigMap, which the pod may have already.
func (r *renderer) hiveVolume(mount cluster.HiveMount) string {
	prefix := hiveVolume
	if mount.Hadoop {
		prefix = hiveHadoopVolume
	}
	name := prefix
	for i := 2; ; i++ {
		at := slices.IndexFunc(r.pod.Spec.Volumes, func(volume corev1.Volume) bool {
			return volume.Name == name || volume.ConfigMap != nil && volume.ConfigMap.Name == mount.ConfigMap
		})
		if at < 0 {
			volume := configMapVolume(name, mount.ConfigMap)
			if mount.Optional {
				volume.ConfigMap.Optional = &mount.Optional // StreamPark starts without it, as it did before the session had hive
			}
			r.pod.Spec.Volumes = append(r.pod.Spec.Volumes, volume)
			return name
		}
		if volume := r.pod.Spec.Volumes[at]; volume.ConfigMap != nil && volume.ConfigMap.Name == mount.ConfigMap {
			if !mount.Optional {
				volume.ConfigMap.Optional = nil
			}
			return volume.Name
		}
		name = fmt.Sprintf("%s-%d", prefix, i)
	}
}

// mountedAt is the ConfigMap that StreamPark mounts at a folder, empty where it is no ConfigMap, and whether anything is
// mounted there.
func (r *renderer) mountedAt(folder string) (configMap string, taken bool) {
	for _, mount := range r.main().VolumeMounts {
		if mount.MountPath != folder {
			continue
		}
		for _, volume := range r.pod.Spec.Volumes {
			if volume.Name == mount.Name && volume.ConfigMap != nil && mount.SubPath == "" {
				return volume.ConfigMap.Name, true
			}
		}
		return "", true
	}
	return "", false
}

// isHive reports whether hive mounts something at a folder, which a pod template may change: StreamPark may need another
// hive-site.xml than Flink.
func (r *renderer) isHive(folder string) bool {
	return slices.ContainsFunc(r.target.Hive, func(mount cluster.HiveMount) bool { return mount.Folder == folder })
}
