package render

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

const (
	gcsCredentialsVolume = "gcs-credentials"
	gcsCredentialsFolder = "/etc/gcs-credentials"
)

// gcs gives Flink the key file of a service account; without one, the plugin asks Google's metadata server.
func (r *renderer) gcs() {
	field := path("storage", "type")
	facts := r.target.Facts.GCS
	if !r.need(facts != nil && facts.Bucket != "", path("gcs", "bucket"), field) && facts == nil {
		return
	}
	c := facts.Credentials
	if c.Type != v1alpha1.GCSCredentialsSecret {
		return
	}
	r.mount(secretVolume(gcsCredentialsVolume, c.SecretName, c.KeyFileKey),
		corev1.VolumeMount{MountPath: gcsCredentialsFolder, ReadOnly: true}, field)
	r.addEnv("GOOGLE_APPLICATION_CREDENTIALS", gcsCredentialsFolder+"/"+c.KeyFileKey)
}
