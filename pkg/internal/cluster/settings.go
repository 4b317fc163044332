package cluster

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// CheckSettings checks what an environment says for the features of clusters.
func CheckSettings(c *check.Checker, settings *v1alpha1.EnvironmentSpec) {
	checkZooKeeperSettings(c, settings.ZooKeeper)
	checkStoreSettings(c, settings)
	checkKerberosSettings(c, settings.Kerberos)
	checkHiveSettings(c, settings.Hive)
	checkMetricsSettings(c, settings.Prometheus)
	checkServiceAccountSettings(c, settings.ServiceAccount)
	if settings.GuardRails != nil {
		checkNetworkSettings(c, settings.GuardRails.NetworkPolicy)
	}
}
