package resolve

import "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// Defaults that the documentation of the fields names.
const (
	defaultHiveConfDir     = "/opt/hive-conf"
	defaultKeytabKey       = "flink.keytab"
	defaultMetricsInterval = "30s"
	defaultMetricsPort     = 9249
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
	setProcessDefaults(spec, facts)
	setWebUIDefaults(spec, facts)
	setServiceAccountDefaults(name, spec, facts)
	setStoreDefaults(facts, spec.ServiceAccount)
	if facts.Kerberos != nil {
		setDefault(&facts.Kerberos.KeytabKey, defaultKeytabKey)
	}
}

// setServiceAccountDefaults prefers the ServiceAccount that the environment shares, which the environment emits.
func setServiceAccountDefaults(name string, spec *v1alpha1.FlinkSessionSpec, facts *v1alpha1.EnvironmentSpec) {
	if spec.ServiceAccount == nil {
		spec.ServiceAccount = &v1alpha1.ServiceAccount{}
	}
	account := spec.ServiceAccount
	if shared := facts.ServiceAccount; shared != nil && (account.Name == "" || account.Name == shared.Name) {
		account.Name = shared.Name
		setDefaultPointer(&account.Create, false)
	}
	setDefault(&account.Name, name)
	setDefaultPointer(&account.Create, true)
}

// sharesServiceAccount tells, before defaults are set, whether a session leaves its ServiceAccount to the environment.
func sharesServiceAccount(spec *v1alpha1.FlinkSessionSpec, facts *v1alpha1.EnvironmentSpec) bool {
	account, shared := spec.ServiceAccount, facts.ServiceAccount
	if shared == nil || account == nil || account.Name == "" {
		return shared != nil
	}
	return account.Name == shared.Name && account.Create == nil
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
