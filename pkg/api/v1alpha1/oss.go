package v1alpha1

// EnvironmentOSS says where Alibaba Cloud's Object Storage Service is.
type EnvironmentOSS struct {
	// +kubebuilder:example="oss-cn-hangzhou-internal.aliyuncs.com"

	// Endpoint of the bucket's region, such as oss-cn-hangzhou-internal.aliyuncs.com. Required.
	// Flink option fs.oss.endpoint.
	Endpoint string `json:"endpoint,omitempty"`

	// +kubebuilder:validation:Pattern=`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`

	// Bucket of all sessions.
	Bucket string `json:"bucket,omitempty"`

	// Credentials refer to a Secret in the session's namespace. Required.
	Credentials *OSSCredentials `json:"credentials,omitempty"`
}

// OSSCredentials refer to a Secret with a key pair for OSS. Flink option fs.oss.credentials.provider, with the
// environment variables OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET.
type OSSCredentials struct {
	// SecretName names the Secret. Required.
	SecretName string `json:"secretName,omitempty"`

	// +kubebuilder:default="OSS_ACCESS_KEY_ID"

	// AccessKeyIDKey is the Secret's key with the access key. Default: OSS_ACCESS_KEY_ID.
	AccessKeyIDKey string `json:"accessKeyIDKey,omitempty"`

	// +kubebuilder:default="OSS_ACCESS_KEY_SECRET"

	// AccessKeySecretKey is the Secret's key with the secret key. Default: OSS_ACCESS_KEY_SECRET.
	AccessKeySecretKey string `json:"accessKeySecretKey,omitempty"`
}
