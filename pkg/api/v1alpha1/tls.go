package v1alpha1

// TLS encrypts the connections of a cluster. Keystores, truststores and their passwords are in Secrets of its namespace. Secrets that
// cert-manager writes for a Certificate with spec.keystores.jks fit with no more than their name.
//
// Flink reads passwords from its configuration alone, and the operator writes that into a ConfigMap. So an init container puts the
// passwords behind a copy of the configuration, in memory, and FLINK_CONF_DIR leads Flink there: neither Git, the FlinkDeployment, the
// ConfigMap nor a command line holds them. Flink reads the stores when it starts; change restartNonce to have it read new ones.
type TLS struct {
	// Enabled false turns TLS off.
	Enabled *bool `json:"enabled,omitempty"`

	// Internal encrypts what JobManager and TaskManagers say to each other, and lets nobody else take part: remote calls, data, and files
	// that Flink distributes. The certificate of the keystore must be trusted by the truststore; names of hosts are not compared.
	// Flink option security.ssl.internal.enabled.
	Internal *TLSStores `json:"internal,omitempty"`

	// REST has the REST interface and the web UI answer HTTPS alone. Flink option security.ssl.rest.enabled.
	REST *RESTTLS `json:"rest,omitempty"`
}

// TLSStores are a keystore and a truststore, in JKS or PKCS12 format, and their passwords.
type TLSStores struct {
	// SecretName names the Secret with keystore and truststore. Required.
	SecretName ObjectName `json:"secretName,omitempty"`

	// +kubebuilder:default="keystore.jks"

	// KeystoreKey is the Secret's key with the keystore, such as keystore.p12. Default: keystore.jks.
	KeystoreKey SecretKey `json:"keystoreKey,omitempty"`

	// +kubebuilder:default="truststore.jks"

	// TruststoreKey is the Secret's key with the truststore, such as truststore.p12. Default: truststore.jks.
	TruststoreKey SecretKey `json:"truststoreKey,omitempty"`

	// PasswordSecretName names the Secret with the passwords. Default: secretName.
	PasswordSecretName ObjectName `json:"passwordSecretName,omitempty"`

	// +kubebuilder:default="password"

	// PasswordKey is the key of the password of the keystore and of the private key in it. A password is one line without double quotes
	// and backslashes; for a Flink before 2.0 it has no # and no space at its ends. A pod with another does not start. Default: password.
	PasswordKey SecretKey `json:"passwordKey,omitempty"`

	// TruststorePasswordKey is the key of the truststore's password. Default: passwordKey.
	TruststorePasswordKey SecretKey `json:"truststorePasswordKey,omitempty"`
}

// RESTTLS has the REST interface answer HTTPS alone.
//
// The operator calls it, so that it must trust the certificate: release 1.8 or later, installed with its chart's tls.create, whose
// Secret has a truststore with the issuer of the certificate. Without it the operator cannot see the cluster. The certificate should be
// for <name>-rest.<namespace>, where the operator calls, and <name>-rest, where a SQL Gateway does. A StreamPark cannot register the
// cluster, since it speaks no TLS to Flink. An Ingress must speak HTTPS to the web UI, which webUI.controller NGINX is told.
type RESTTLS struct {
	TLSStores `json:",inline"`

	// ClientAuthentication true lets only clients in whose certificate the truststore trusts: the operator with the keystore of its
	// Secret, and no browser without a certificate. Default of Flink: false. Flink option security.ssl.rest.authentication-enabled.
	ClientAuthentication *bool `json:"clientAuthentication,omitempty"`
}
