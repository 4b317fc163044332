package render

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// azureHost is the scheme and the host of a storage account. Flink's provider for keys from the environment serves the
// Blob interface only (wasbs); a managed identity is known to that of Data Lake Storage only (abfss).
func azureHost(azure *v1alpha1.EnvironmentAzure) (scheme, host string) {
	if azure.Credentials.Type == v1alpha1.AzureCredentialsSecret {
		return "wasbs", azure.Account + ".blob.core.windows.net"
	}
	return "abfss", azure.Account + ".dfs.core.windows.net"
}

// azure points Flink at the storage account.
func (r *renderer) azure() {
	field := path("storage", "type")
	facts := r.target.Facts.Azure
	account := r.need(facts != nil && facts.Account != "", path("azure", "account"), field)
	r.need(facts != nil && facts.Container != "", path("azure", "container"), field)
	if !account {
		return
	}
	_, host := azureHost(facts)
	set := func(name, value string) {
		r.configuration.setIf(flink.AzureAccountOption(name, host), value, field)
	}
	c := facts.Credentials
	if c.Type == v1alpha1.AzureCredentialsSecret {
		set("fs.azure.account.keyprovider", "org.apache.flink.fs.azurefs.EnvironmentVariableKeyProvider")
		r.addSecretEnv("AZURE_STORAGE_KEY", c.SecretName, c.StorageKeyKey)
		return
	}
	set("fs.azure.account.auth.type", "OAuth")
	set("fs.azure.account.oauth.provider.type", "org.apache.hadoop.fs.azurebfs.oauth2.MsiTokenProvider")
	set("fs.azure.account.oauth2.client.id", c.ClientID)
	set("fs.azure.account.oauth2.msi.tenant", c.TenantID)
}
