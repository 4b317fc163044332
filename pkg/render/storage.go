package render

import (
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// storage makes the file system of the session's state reachable.
func (r *renderer) storage() {
	storage := r.cluster.Storage
	switch storage.Type {
	case v1alpha1.StorageS3:
		r.s3()
	case v1alpha1.StorageGCS:
		r.plugin("gs-fs-hadoop", storage.GCS.PluginActivation)
		r.gcs()
	case v1alpha1.StorageAzure:
		r.plugin("azure-fs-hadoop", storage.Azure.PluginActivation)
		r.azure()
	case v1alpha1.StorageOSS:
		r.plugin("oss-fs-hadoop", storage.OSS.PluginActivation)
		r.oss()
	case v1alpha1.StorageHDFS:
		r.hadoopConfiguration(resolve.HDFSConfigMap(&r.target.Facts), path("storage", "type"))
	case v1alpha1.StorageVolume:
		r.volume()
	}
}

// storageRoot is the folder of all sessions, without a slash at its end; empty while it is not known.
func (r *renderer) storageRoot() string {
	facts := r.target.Facts
	switch r.cluster.Storage.Type {
	case v1alpha1.StorageS3:
		if facts.S3 != nil && facts.S3.Bucket != "" {
			return "s3://" + facts.S3.Bucket
		}
	case v1alpha1.StorageGCS:
		if facts.GCS != nil && facts.GCS.Bucket != "" {
			return "gs://" + facts.GCS.Bucket
		}
	case v1alpha1.StorageAzure:
		if azure := facts.Azure; azure != nil && azure.Account != "" && azure.Container != "" {
			scheme, host := azureHost(azure)
			return scheme + "://" + azure.Container + "@" + host
		}
	case v1alpha1.StorageOSS:
		if facts.OSS != nil && facts.OSS.Bucket != "" {
			return "oss://" + facts.OSS.Bucket
		}
	case v1alpha1.StorageHDFS:
		if facts.HDFS != nil {
			return strings.TrimSuffix(facts.HDFS.URI, "/")
		}
	case v1alpha1.StorageVolume:
		return "file://" + strings.TrimSuffix(r.cluster.Storage.Volume.MountPath, "/")
	}
	return ""
}

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
