package v1alpha1

// EnvironmentGCS says where Google Cloud Storage is.
type EnvironmentGCS struct {
	// +kubebuilder:validation:Pattern=`^[a-z0-9][a-z0-9.-]{1,220}[a-z0-9]$`

	// Bucket of all sessions.
	Bucket string `json:"bucket,omitempty"`

	// Credentials say how Flink proves who it is. Default: WorkloadIdentity.
	Credentials *GCSCredentials `json:"credentials,omitempty"`
}

// GCSCredentialsType says how Flink proves to Google Cloud Storage who it is.
type GCSCredentialsType string

const (
	// GCSCredentialsSecret takes the JSON key of a service account from a Secret in the session's namespace.
	GCSCredentialsSecret GCSCredentialsType = "Secret"

	// GCSCredentialsWorkloadIdentity takes what Google's metadata server gives to the pods of the ServiceAccount, else to
	// the node. The annotation iam.gke.io/gcp-service-account, if one is needed, stands in serviceAccount.annotations.
	GCSCredentialsWorkloadIdentity GCSCredentialsType = "WorkloadIdentity"
)

// GCSCredentials say how Flink proves to Google Cloud Storage who it is.
type GCSCredentials struct {
	// +kubebuilder:default="Secret"

	// Type is Secret or WorkloadIdentity. Default: Secret.
	Type GCSCredentialsType `json:"type,omitempty" union:"discriminator"`

	// SecretName names the Secret. It is mounted, and the environment variable GOOGLE_APPLICATION_CREDENTIALS names the
	// file. It belongs to type Secret, as does keyFileKey. Required.
	SecretName string `json:"secretName,omitempty" union:"Secret"`

	// +kubebuilder:default="key.json"

	// KeyFileKey is the Secret's key with the JSON key file. Default: key.json.
	KeyFileKey string `json:"keyFileKey,omitempty" union:"Secret"`
}
