package v1alpha1

// Kerberos logs JobManager and TaskManagers in with the environment's keytab, for HDFS, the Hive metastore and
// ZooKeeper with SASL. It needs Flink 1.17.
//
// Flink's own mount of keytab and krb5.conf reads both files in the operator's pod, and pods hang where they are not
// there. So it is switched off (Flink option kubernetes.decorator.kerberos-mount.enabled), and a Secret and a ConfigMap
// are mounted instead.
type Kerberos struct {
	// Enabled false turns Kerberos off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:validation:items:Pattern=`^[A-Za-z][A-Za-z0-9_]*$`
	// +kubebuilder:example={"KafkaClient"}

	// LoginContexts lists the JAAS contexts that log in with the keytab beside the one that ZooKeeper with SASL needs,
	// such as KafkaClient. Flink option security.kerberos.login.contexts.
	LoginContexts []string `json:"loginContexts,omitempty"`
}

// EnvironmentKerberos says with what to log in.
type EnvironmentKerberos struct {
	// +kubebuilder:validation:Pattern=`^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?@[A-Za-z0-9.-]+$`
	// +kubebuilder:example="flink@EXAMPLE.COM"

	// Principal of the keytab, such as flink@EXAMPLE.COM; Flink does not expand _HOST. Required. Flink option security.kerberos.login.principal.
	Principal string `json:"principal,omitempty"`

	// KeytabSecretName names a Secret with the keytab in the session's namespace. Required.
	KeytabSecretName ObjectName `json:"keytabSecretName,omitempty"`

	// +kubebuilder:default="flink.keytab"

	// KeytabKey is the Secret's key with the keytab, and the name of the file below /etc/security/keytabs.
	// Default: flink.keytab. Flink option security.kerberos.login.keytab.
	KeytabKey SecretKey `json:"keytabKey,omitempty"`

	// KRB5ConfigMapName names a ConfigMap with the key krb5.conf in the session's namespace; it is mounted at
	// /etc/krb5.conf. Default: the image's own /etc/krb5.conf.
	KRB5ConfigMapName ObjectName `json:"krb5ConfigMapName,omitempty"`
}
