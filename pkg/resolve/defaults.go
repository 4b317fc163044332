package resolve

import "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// Defaults that the documentation of the fields names.
const (
	defaultHiveConfDir        = "/opt/hive-conf"
	defaultMetricsInterval    = "30s"
	defaultMetricsPort        = 9249
	defaultAccessKeyIDKey     = "AWS_ACCESS_KEY_ID"
	defaultSecretAccessKeyKey = "AWS_SECRET_ACCESS_KEY"
	defaultHDFSURI            = "hdfs:///flink"
)

// setDefaults fills what no level has set, in what is there: a feature that is absent stays absent.
func setDefaults(name string, spec *v1alpha1.FlinkSessionSpec, facts *v1alpha1.EnvironmentSpec) {
	setDefault(&spec.Namespace, facts.Namespace)
	if spec.Image == "" && spec.FlinkVersion != "" {
		spec.Image = "flink:" + spec.FlinkVersion
	}
	if spec.HighAvailability == nil {
		spec.HighAvailability = &v1alpha1.HighAvailability{}
	}
	setDefault(&spec.HighAvailability.Mode, v1alpha1.HighAvailabilityNone)
	setStorageDefaults(spec)
	if spec.Hive.On() {
		setDefault(&spec.Hive.ConfDir, defaultHiveConfDir)
	}
	if spec.Metrics.On() {
		setDefault(&spec.Metrics.Interval, defaultMetricsInterval)
		setDefaultPointer(&spec.Metrics.Port, defaultMetricsPort)
	}
	setServiceAccountDefaults(name, spec, facts)
	setFactDefaults(facts)
}

func setStorageDefaults(spec *v1alpha1.FlinkSessionSpec) {
	if spec.Storage == nil {
		spec.Storage = &v1alpha1.Storage{}
	}
	setDefault(&spec.Storage.Type, v1alpha1.StorageNone)
	if spec.Storage.Type == v1alpha1.StorageS3 {
		if spec.Storage.S3 == nil {
			spec.Storage.S3 = &v1alpha1.S3Storage{}
		}
		setDefault(&spec.Storage.S3.Plugin, v1alpha1.S3PluginPresto)
		setDefault(&spec.Storage.S3.PluginActivation, v1alpha1.PluginActivationCopy)
	}
}

// setServiceAccountDefaults prefers the ServiceAccount that the environment shares, which the environment emits.
func setServiceAccountDefaults(name string, spec *v1alpha1.FlinkSessionSpec, facts *v1alpha1.EnvironmentSpec) {
	if spec.ServiceAccount == nil {
		spec.ServiceAccount = &v1alpha1.ServiceAccount{}
	}
	account := spec.ServiceAccount
	if facts.ServiceAccount != nil && account.Name == "" {
		account.Name = facts.ServiceAccount.Name
		setDefaultPointer(&account.Create, false)
	}
	setDefault(&account.Name, name)
	setDefaultPointer(&account.Create, true)
}

func setFactDefaults(facts *v1alpha1.EnvironmentSpec) {
	if facts.S3 != nil && facts.S3.Credentials != nil {
		setDefault(&facts.S3.Credentials.AccessKeyIDKey, defaultAccessKeyIDKey)
		setDefault(&facts.S3.Credentials.SecretAccessKeyKey, defaultSecretAccessKeyKey)
	}
	if facts.HDFS != nil {
		setDefault(&facts.HDFS.URI, defaultHDFSURI)
	}
}

func setDefault[T ~string](field *T, value T) {
	if *field == "" {
		*field = value
	}
}

func setDefaultPointer[T any](field **T, value T) {
	if *field == nil {
		*field = &value
	}
}
