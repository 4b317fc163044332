package cluster

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// azureStorage is Azure Blob Storage.
var azureStorage = storageType{
	name:               v1alpha1.StorageAzure,
	member:             "azure",
	has:                func(storage *v1alpha1.Storage) bool { return storage.Azure != nil },
	setDefaults:        func(storage *v1alpha1.Storage) { setPluginDefaults(&storage.Azure) },
	setSettingDefaults: setAzureSettingDefaults,
	check: func(c *checker, storage *v1alpha1.Storage, field diagnostic.Path) {
		c.pluginActivation(storage.Azure.PluginActivation, field.Child("azure"))
	},
	checkSettings: checkAzureSettings,
	render:        (*renderer).azure,
	root:          azureRoot,
	bucket:        azureBucketOf,
}

func setAzureSettingDefaults(settings *v1alpha1.EnvironmentSpec, _ *v1alpha1.ServiceAccount) {
	azure := settings.Azure
	if azure == nil {
		return
	}
	if azure.Credentials == nil {
		azure.Credentials = &v1alpha1.AzureCredentials{Type: v1alpha1.AzureCredentialsManagedIdentity}
	}
	resolve.SetDefault(&azure.Credentials.Type, v1alpha1.AzureCredentialsSecret)
	if azure.Credentials.Type == v1alpha1.AzureCredentialsSecret {
		resolve.SetDefault(&azure.Credentials.StorageKeyKey, "AZURE_STORAGE_KEY")
	}
}

func checkAzureSettings(c *check.Checker, settings *v1alpha1.EnvironmentSpec) {
	azure := settings.Azure
	if azure == nil {
		return
	}
	field := path("azure")
	c.AddErr(field.Child("account"), check.Optional(azure.Account, azureAccount))
	c.AddErr(field.Child("container"), check.Optional(azure.Container, azureContainerName))
	credentials := azure.Credentials
	if credentials == nil {
		return
	}
	field = field.Child("credentials")
	if credentials.Type != "" && !check.OneOf(c, credentials.Type, field.Child("type"), v1alpha1.AzureCredentialsSecret,
		v1alpha1.AzureCredentialsManagedIdentity) {
		return
	}
	secret := credentials.Type == "" || credentials.Type == v1alpha1.AzureCredentialsSecret
	c.SecretMembers(secret, string(credentials.Type), field, "azure-flink", check.SecretMember{Name: "secretName", Value: credentials.SecretName},
		check.SecretMember{Name: "storageKeyKey", Value: credentials.StorageKeyKey})
	for _, id := range []struct{ name, value string }{{"clientID", credentials.ClientID}, {"tenantID", credentials.TenantID}} {
		if secret {
			c.Member(id.value != "", field.Child(id.name), "type Secret", "type ManagedIdentity")
			continue
		}
		c.AddErr(field.Child(id.name), check.Optional(id.value, uuid))
	}
}

var (
	azureAccountPattern   = lazyregexp.New(`^[a-z0-9]{3,24}$`)
	azureContainerPattern = lazyregexp.New(`^[a-z0-9](-?[a-z0-9])*$`)
	uuidPattern           = lazyregexp.New(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
)

func azureAccount(value string) error {
	if !azureAccountPattern.MatchString(value) {
		return fmt.Errorf("must be the name of a storage account: 3 to 24 lower-case letters and digits, not %s", diagnostic.Quote(value))
	}
	return nil
}

func azureContainerName(value string) error {
	if len(value) < 3 || len(value) > 63 || !azureContainerPattern.MatchString(value) {
		return fmt.Errorf("must be the name of a container: 3 to 63 lower-case letters, digits and single dashes, not %s", diagnostic.Quote(value))
	}
	return nil
}

// uuid does not repeat the value: who mixes up the fields of an identity may have written its secret.
func uuid(value string) error {
	if !uuidPattern.MatchString(value) {
		return fmt.Errorf("must be the UUID of a managed identity, such as 00000000-0000-0000-0000-000000000000")
	}
	return nil
}

func azureRoot(_ *v1alpha1.Storage, settings *v1alpha1.EnvironmentSpec) string {
	azure := settings.Azure
	if azure == nil || azure.Account == "" || azure.Container == "" {
		return ""
	}
	scheme, host := azureHost(azure)
	return scheme + "://" + azure.Container + "@" + host
}

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
	r.plugin("azure-fs-hadoop", r.cluster.Storage.Azure.PluginActivation)
	settings := r.target.Settings.Azure
	account := r.need(settings != nil && settings.Account != "", path("azure", "account"), field)
	r.need(settings != nil && settings.Container != "", path("azure", "container"), field)
	if !account {
		return
	}
	_, host := azureHost(settings)
	set := func(name, value string) {
		r.configuration.setIf(flink.AzureAccountOption(name, host), value, field)
	}
	c := settings.Credentials
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

func azureBucketOf(settings *v1alpha1.EnvironmentSpec) any {
	if azure := settings.Azure; azure != nil && azure.Container != "" {
		return v1alpha1.EnvironmentAzure{Account: azure.Account, Container: azure.Container}
	}
	return nil
}
