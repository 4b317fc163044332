package v1alpha1

// EnvironmentAzure says where Azure Blob Storage is.
type EnvironmentAzure struct {
	// +kubebuilder:validation:Pattern=`^[a-z0-9]{3,24}$`

	// Account is the name of the storage account, such as flinkprod.
	Account string `json:"account,omitempty"`

	// +kubebuilder:validation:Pattern=`^[a-z0-9](-?[a-z0-9])*$`

	// Container of all sessions, within the account.
	Container string `json:"container,omitempty"`

	// Credentials say how Flink proves who it is. Default: ManagedIdentity.
	Credentials *AzureCredentials `json:"credentials,omitempty"`
}

// AzureCredentialsType says how Flink proves to Azure who it is. It decides how Flink speaks to the store, too.
type AzureCredentialsType string

const (
	// AzureCredentialsSecret takes the account's key from a Secret in the session's namespace. Flink reads a key from the
	// environment only for the Blob interface, so that directories begin with wasbs.
	AzureCredentialsSecret AzureCredentialsType = "Secret"

	// AzureCredentialsManagedIdentity takes the managed identity of the node. The account must have a hierarchical
	// namespace (Data Lake Storage Gen2); directories begin with abfss.
	AzureCredentialsManagedIdentity AzureCredentialsType = "ManagedIdentity"

	// AzureCredentialsWorkloadIdentity takes the identity that Microsoft Entra Workload ID federates with the ServiceAccount of the
	// session, which gets the annotation azure.workload.identity/client-id, and its pods the label azure.workload.identity/use. The
	// account must have a hierarchical namespace; directories begin with abfss. Hadoop knows workload identities from 3.4.1 on, and
	// the plugin of every Flink up to 2.2 has 3.3: storage.azure.pluginActivation must be Image, with an image that has a plugin
	// built with a later Hadoop.
	AzureCredentialsWorkloadIdentity AzureCredentialsType = "WorkloadIdentity"
)

// AzureCredentials say how Flink proves to Azure who it is.
type AzureCredentials struct {
	// +kubebuilder:default="Secret"

	// Type is Secret, ManagedIdentity or WorkloadIdentity. Default: Secret.
	Type AzureCredentialsType `json:"type,omitempty" union:"discriminator"`

	// SecretName names the Secret. It belongs to type Secret, as does storageKeyKey. Required. Flink option
	// fs.azure.account.keyprovider.<account>.blob.core.windows.net, with the environment variable AZURE_STORAGE_KEY.
	SecretName string `json:"secretName,omitempty" union:"Secret"`

	// +kubebuilder:default="AZURE_STORAGE_KEY"

	// StorageKeyKey is the Secret's key with the account's key. Default: AZURE_STORAGE_KEY.
	StorageKeyKey string `json:"storageKeyKey,omitempty" union:"Secret"`

	// +kubebuilder:validation:Pattern=`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`

	// ClientID chooses one of several managed identities of the node. It belongs to type ManagedIdentity, as does
	// tenantID. Flink option fs.azure.account.oauth2.client.id.<account>.dfs.core.windows.net.
	ClientID string `json:"clientID,omitempty" union:"ManagedIdentity"`

	// +kubebuilder:validation:Pattern=`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`

	// TenantID of the managed identity. Flink option
	// fs.azure.account.oauth2.msi.tenant.<account>.dfs.core.windows.net.
	TenantID string `json:"tenantID,omitempty" union:"ManagedIdentity"`

	// WorkloadIdentity belongs to type WorkloadIdentity.
	WorkloadIdentity *AzureWorkloadIdentity `json:"workloadIdentity,omitempty" union:"WorkloadIdentity"`
}

// AzureWorkloadIdentity is the identity that is federated with the ServiceAccounts of the sessions: one for each namespace and name.
type AzureWorkloadIdentity struct {
	// +kubebuilder:validation:Pattern=`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`

	// ClientID of the identity. Required. Annotation azure.workload.identity/client-id of the ServiceAccount, and Flink option
	// fs.azure.account.oauth2.client.id.<account>.dfs.core.windows.net.
	ClientID string `json:"clientID,omitempty"`

	// +kubebuilder:validation:Pattern=`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`

	// TenantID of the identity. Required. Annotation azure.workload.identity/tenant-id of the ServiceAccount, and Flink option
	// fs.azure.account.oauth2.msi.tenant.<account>.dfs.core.windows.net.
	TenantID string `json:"tenantID,omitempty"`
}
