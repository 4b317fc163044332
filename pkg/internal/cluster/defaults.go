package cluster

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// SetDiscriminators says what an empty type or mode stands for where that has no member, before a preset's members count.
func SetDiscriminators(cluster *v1alpha1.Cluster) {
	if cluster.HighAvailability != nil {
		resolve.SetDefault(&cluster.HighAvailability.Mode, v1alpha1.HighAvailabilityNone)
	}
	if cluster.Storage != nil {
		resolve.SetDefault(&cluster.Storage.Type, v1alpha1.StorageNone)
	}
}

// SetDefaults fills what no level has set, in what is there: a feature that is absent stays absent. Defaults that are a
// feature's own stand in its file.
func SetDefaults(name string, cluster *v1alpha1.Cluster, settings *v1alpha1.EnvironmentSpec) {
	setImageDefaults(cluster, settings)
	setJarDefaults(cluster)
	setHighAvailabilityDefaults(cluster)
	setStorageDefaults(cluster)
	setHiveDefaults(cluster)
	setMetricsDefaults(cluster)
	setAlertsDefaults(cluster, settings)
	setProcessDefaults(cluster)
	setWebUIDefaults(cluster, settings)
	setServiceAccountDefaults(name, cluster, settings)
	setStoreDefaults(settings, cluster.ServiceAccount)
	setKerberosDefaults(settings)
	setTLSDefaults(cluster.TLS)
}

// FromSettings says which setting is the default of a field, as SetDefaults takes them over.
var FromSettings = map[string]string{
	"namespace":           "namespace",
	"imagePullSecrets":    "imagePullSecrets",
	"serviceAccount.name": "serviceAccount.name",
	"webUI.className":     "ingress.className",
	"webUI.controller":    "ingress.controller",
	"webUI.tlsSecretName": "ingress.tlsSecretName",
}
