package resolve

import "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// Defaults that the documentation of the fields names.
const (
	defaultHiveConfDir     = "/opt/hive-conf"
	defaultKeytabKey       = "flink.keytab"
	defaultMetricsInterval = "30s"
	defaultMetricsPort     = 9249
)

// setClusterDefaults fills what no level has set, in what is there: a feature that is absent stays absent.
func setClusterDefaults(name string, cluster *v1alpha1.Cluster, facts *v1alpha1.EnvironmentSpec) {
	if cluster.Image == "" && cluster.FlinkVersion != "" {
		cluster.Image = "flink:" + cluster.FlinkVersion
	}
	if cluster.HighAvailability == nil {
		cluster.HighAvailability = &v1alpha1.HighAvailability{}
	}
	setDefault(&cluster.HighAvailability.Mode, v1alpha1.HighAvailabilityNone)
	setStorageDefaults(cluster)
	if cluster.Hive.On() {
		setDefault(&cluster.Hive.ConfDir, defaultHiveConfDir)
	}
	if cluster.Metrics.On() {
		setDefault(&cluster.Metrics.Interval, defaultMetricsInterval)
		setDefaultPointer(&cluster.Metrics.Port, defaultMetricsPort)
	}
	setProcessDefaults(cluster, facts)
	setWebUIDefaults(cluster, facts)
	setServiceAccountDefaults(name, cluster, facts)
	setStoreDefaults(facts, cluster.ServiceAccount)
	if facts.Kerberos != nil {
		setDefault(&facts.Kerberos.KeytabKey, defaultKeytabKey)
	}
}

// setServiceAccountDefaults prefers the ServiceAccount that the environment shares, which the environment emits.
func setServiceAccountDefaults(name string, cluster *v1alpha1.Cluster, facts *v1alpha1.EnvironmentSpec) {
	if cluster.ServiceAccount == nil {
		cluster.ServiceAccount = &v1alpha1.ServiceAccount{}
	}
	account := cluster.ServiceAccount
	if shared := facts.ServiceAccount; shared != nil && (account.Name == "" || account.Name == shared.Name) {
		account.Name = shared.Name
		setDefaultPointer(&account.Create, false)
	}
	setDefault(&account.Name, name)
	setDefaultPointer(&account.Create, true)
}

// sharesServiceAccount tells, before defaults are set, whether a session leaves its ServiceAccount to the environment.
func sharesServiceAccount(cluster *v1alpha1.Cluster, facts *v1alpha1.EnvironmentSpec) bool {
	account, shared := cluster.ServiceAccount, facts.ServiceAccount
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
