package cluster

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// mount has the Flink process mount a volume. Kubernetes refuses a pod that mounts two at one path.
func (r *renderer) mount(volume corev1.Volume, mount corev1.VolumeMount, field diagnostic.Path) {
	if other, taken := r.mounts[mount.MountPath]; taken {
		if r.target.Complete {
			r.errs = append(r.errs, r.target.Errorf(field, "must be another path than that of spec.%s, not %q", other, mount.MountPath))
		}
		return
	}
	if r.mounts == nil {
		r.mounts = map[string]diagnostic.Path{}
	}
	r.mounts[mount.MountPath] = field
	mount.Name = volume.Name
	r.pod.Spec.Volumes = append(r.pod.Spec.Volumes, volume)
	main := r.mainContainer()
	main.VolumeMounts = append(main.VolumeMounts, mount)
}

func configMapVolume(name, configMap string) corev1.Volume {
	return corev1.Volume{Name: name, VolumeSource: corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{
		LocalObjectReference: corev1.LocalObjectReference{Name: configMap},
	}}}
}

// secretVolume holds one key of a Secret, as a file of that name.
func secretVolume(name, secret, key string) corev1.Volume {
	return corev1.Volume{Name: name, VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
		SecretName: secret,
		Items:      []corev1.KeyToPath{{Key: key, Path: key}},
	}}}
}
