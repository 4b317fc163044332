package cluster

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// gcsStorage is Google Cloud Storage.
var gcsStorage = storageType{
	name:               v1alpha1.StorageGCS,
	member:             "gcs",
	has:                func(storage *v1alpha1.Storage) bool { return storage.GCS != nil },
	setDefaults:        func(storage *v1alpha1.Storage) { setPluginDefaults(&storage.GCS) },
	setSettingDefaults: setGCSSettingDefaults,
	check: func(c *checker, storage *v1alpha1.Storage, field diagnostic.Path) {
		c.pluginActivation(storage.GCS.PluginActivation, field.Child("gcs"))
	},
	checkSettings: checkGCSSettings,
	render:        (*renderer).gcs,
	root:          gcsRoot,
	bucket:        gcsBucketOf,
}

const (
	gcsCredentialsVolume = "gcs-credentials"
	gcsCredentialsFolder = "/etc/gcs-credentials"
)

func setGCSSettingDefaults(settings *v1alpha1.EnvironmentSpec, _ *v1alpha1.ServiceAccount) {
	gcs := settings.GCS
	if gcs == nil {
		return
	}
	if gcs.Credentials == nil {
		gcs.Credentials = &v1alpha1.GCSCredentials{Type: v1alpha1.GCSCredentialsWorkloadIdentity}
	}
	resolve.SetDefault(&gcs.Credentials.Type, v1alpha1.GCSCredentialsSecret)
	if gcs.Credentials.Type == v1alpha1.GCSCredentialsSecret {
		resolve.SetDefault(&gcs.Credentials.KeyFileKey, "key.json")
	}
}

func checkGCSSettings(c *check.Checker, settings *v1alpha1.EnvironmentSpec) {
	gcs := settings.GCS
	if gcs == nil {
		return
	}
	field := path("gcs")
	c.AddErr(field.Child("bucket"), check.Optional(gcs.Bucket, gcsBucket))
	credentials := gcs.Credentials
	if credentials == nil {
		return
	}
	field = field.Child("credentials")
	if credentials.Type != "" && !check.OneOf(c, credentials.Type, field.Child("type"), v1alpha1.GCSCredentialsSecret,
		v1alpha1.GCSCredentialsWorkloadIdentity) {
		return
	}
	secret := credentials.Type == "" || credentials.Type == v1alpha1.GCSCredentialsSecret
	c.SecretMembers(secret, string(credentials.Type), field, "gcs-flink", check.SecretMember{Name: "secretName", Value: credentials.SecretName},
		check.SecretMember{Name: "keyFileKey", Value: credentials.KeyFileKey})
}

// gcsBucketPattern leaves out the underscore that Google would take: Java reads no host name of an address with one.
var gcsBucketPattern = lazyregexp.New(`^[a-z0-9][a-z0-9.-]{1,220}[a-z0-9]$`)

func gcsBucket(value string) error {
	if !gcsBucketPattern.MatchString(value) {
		return fmt.Errorf("must be the name of a bucket: 3 to 222 lower-case letters, digits, dots and dashes, not %s", diagnostic.Quote(value))
	}
	return nil
}

func gcsRoot(_ *v1alpha1.Storage, settings *v1alpha1.EnvironmentSpec) string {
	if settings.GCS == nil || settings.GCS.Bucket == "" {
		return ""
	}
	return "gs://" + settings.GCS.Bucket
}

// gcs gives Flink the key file of a service account; without one, the plugin asks Google's metadata server.
func (r *renderer) gcs() {
	const field = "storage.type"
	r.plugin("gs-fs-hadoop", r.cluster.Storage.GCS.PluginActivation)
	settings := r.target.Settings.GCS
	if !r.need(settings != nil && settings.Bucket != "", "gcs.bucket", field) && settings == nil {
		return
	}
	c := settings.Credentials
	if c.Type != v1alpha1.GCSCredentialsSecret {
		return
	}
	r.mount(secretVolume(gcsCredentialsVolume, c.SecretName, c.KeyFileKey),
		corev1.VolumeMount{MountPath: gcsCredentialsFolder, ReadOnly: true}, fieldNamed(field))
	r.addEnv("GOOGLE_APPLICATION_CREDENTIALS", gcsCredentialsFolder+"/"+c.KeyFileKey)
}

func gcsBucketOf(settings *v1alpha1.EnvironmentSpec) any {
	if gcs := settings.GCS; gcs != nil && gcs.Bucket != "" {
		return v1alpha1.EnvironmentGCS{Bucket: gcs.Bucket}
	}
	return nil
}
