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
	check:              (*checker).azure,
	checkSettings:      checkAzureSettings,
	render:             (*renderer).azure,
	root:               azureRoot,
	bucket:             azureBucketOf,
}

// azure checks the storage; a workload identity needs a plugin that knows it. The plugins of Flink 1.16 to 2.2 bundle Hadoop 3.3.2 to
// 3.3.4, without the class that a workload identity needs.
func (c *checker) azure(storage *v1alpha1.Storage, field diagnostic.Path) {
	at := field.Child("azure")
	c.pluginActivation(storage.Azure.PluginActivation, at)
	needed := azureAccountAnnotations(c.azureSettings)
	if needed != nil && storage.Azure.PluginActivation == v1alpha1.PluginActivationCopy {
		c.AddAs(diagnostic.RuleUnsupportedVersion, at.Child("pluginActivation"), "must be Image with credentials of type WorkloadIdentity, and spec.image one whose plugin is built with "+
			"Hadoop 3.4.1 or later: that of Flink up to 2.2, which would be copied, has Hadoop 3.3 and knows no workload identity; or use type ManagedIdentity")
	}
	for _, key := range resolve.SortedKeys(needed) {
		if own := c.cluster.ServiceAccount.Annotations[key]; own != nil && *own != *needed[key] {
			c.AddAs(diagnostic.RuleConflictingFields, path("serviceAccount", "annotations", key), "must be %s, which azure.credentials.workloadIdentity of the environment says, or not be set, not %s",
				diagnostic.Quote(*needed[key]), diagnostic.Quote(*own))
		}
	}
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
		v1alpha1.AzureCredentialsManagedIdentity, v1alpha1.AzureCredentialsWorkloadIdentity) {
		return
	}
	chosen := credentials.Type
	resolve.SetDefault(&chosen, v1alpha1.AzureCredentialsSecret)
	secret := chosen == v1alpha1.AzureCredentialsSecret
	c.SecretMembers(secret, string(credentials.Type), field, "azure-flink", check.SecretMember{Name: "secretName", Value: credentials.SecretName},
		check.SecretMember{Name: "storageKeyKey", Value: credentials.StorageKeyKey})
	for _, id := range []struct{ name, value string }{{"clientID", credentials.ClientID}, {"tenantID", credentials.TenantID}} {
		if credentials.Type != v1alpha1.AzureCredentialsManagedIdentity {
			c.Member(id.value != "", field.Child(id.name), "type "+string(chosen), "type ManagedIdentity")
			continue
		}
		c.AddErr(field.Child(id.name), check.Optional(id.value, uuid))
	}
	if credentials.Type != v1alpha1.AzureCredentialsWorkloadIdentity {
		c.Member(credentials.WorkloadIdentity != nil, field.Child("workloadIdentity"), "type "+string(chosen), "type WorkloadIdentity")
		return
	}
	checkAzureWorkloadIdentity(c, credentials.WorkloadIdentity, field.Child("workloadIdentity"))
}

func checkAzureWorkloadIdentity(c *check.Checker, identity *v1alpha1.AzureWorkloadIdentity, field diagnostic.Path) {
	if identity == nil {
		identity = &v1alpha1.AzureWorkloadIdentity{}
	}
	for _, id := range []struct{ name, value string }{{"clientID", identity.ClientID}, {"tenantID", identity.TenantID}} {
		if id.value == "" {
			c.AddAs(diagnostic.RuleRequiredField, field.Child(id.name), "must be set to a UUID, such as 00000000-0000-0000-0000-000000000000")
		} else {
			c.AddErr(field.Child(id.name), uuid(id.value))
		}
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
	const field = "storage.type"
	r.plugin("azure-fs-hadoop", r.cluster.Storage.Azure.PluginActivation)
	settings := r.target.Settings.Azure
	account := r.need(settings != nil && settings.Account != "", "azure.account", field)
	r.need(settings != nil && settings.Container != "", "azure.container", field)
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
	if identity := c.WorkloadIdentity; c.Type == v1alpha1.AzureCredentialsWorkloadIdentity {
		if identity != nil {
			set("fs.azure.account.oauth.provider.type", "org.apache.hadoop.fs.azurebfs.oauth2.WorkloadIdentityTokenProvider")
			set("fs.azure.account.oauth2.client.id", identity.ClientID)
			set("fs.azure.account.oauth2.msi.tenant", identity.TenantID)
			r.pod.Labels = map[string]string{azureWorkloadIdentity + "use": "true"}
		}
		return
	}
	set("fs.azure.account.oauth.provider.type", "org.apache.hadoop.fs.azurebfs.oauth2.MsiTokenProvider")
	set("fs.azure.account.oauth2.client.id", c.ClientID)
	set("fs.azure.account.oauth2.msi.tenant", c.TenantID)
}

// azureWorkloadIdentity begins the annotations and labels by which Entra Workload ID knows whom to give a token.
const azureWorkloadIdentity = "azure.workload.identity/"

// azureAccountAnnotations are those of the ServiceAccount of sessions that store in Azure with a workload identity.
func azureAccountAnnotations(azure *v1alpha1.EnvironmentAzure) map[string]*string {
	if azure == nil || azure.Credentials == nil || azure.Credentials.WorkloadIdentity == nil || azure.Credentials.Type != v1alpha1.AzureCredentialsWorkloadIdentity {
		return nil
	}
	identity := azure.Credentials.WorkloadIdentity
	return map[string]*string{azureWorkloadIdentity + "client-id": &identity.ClientID, azureWorkloadIdentity + "tenant-id": &identity.TenantID}
}

func azureBucketOf(settings *v1alpha1.EnvironmentSpec) any {
	if azure := settings.Azure; azure != nil && azure.Container != "" {
		return v1alpha1.EnvironmentAzure{Account: azure.Account, Container: azure.Container}
	}
	return nil
}
