package flink

// Kerberos. Flink mounts the keytab by itself unless the decorator is switched off, which 1.17 and later can.
var (
	KerberosLoginKeytab           = option("security.kerberos.login.keytab")
	KerberosLoginPrincipal        = option("security.kerberos.login.principal")
	KerberosLoginContexts         = option("security.kerberos.login.contexts")
	KerberosMountDecoratorEnabled = option("kubernetes.decorator.kerberos-mount.enabled")
)

// The client of ZooKeeper. Up to 1.19 its times are numbers of milliseconds, which later versions read too.
var (
	HighAvailabilityZooKeeperClientACL               = option("high-availability.zookeeper.client.acl")
	HighAvailabilityZooKeeperClientSessionTimeout    = option("high-availability.zookeeper.client.session-timeout")
	HighAvailabilityZooKeeperClientConnectionTimeout = option("high-availability.zookeeper.client.connection-timeout")
	ZooKeeperSASLServiceName                         = option("zookeeper.sasl.service-name")
)

// TLS between the processes of a cluster, and of its REST interface.
var (
	SSLInternalEnabled            = option("security.ssl.internal.enabled")
	SSLInternalKeystore           = option("security.ssl.internal.keystore")
	SSLInternalKeystorePassword   = option("security.ssl.internal.keystore-password")
	SSLInternalKeyPassword        = option("security.ssl.internal.key-password")
	SSLInternalTruststore         = option("security.ssl.internal.truststore")
	SSLInternalTruststorePassword = option("security.ssl.internal.truststore-password")

	SSLRestEnabled               = option("security.ssl.rest.enabled")
	SSLRestAuthenticationEnabled = option("security.ssl.rest.authentication-enabled")
	SSLRestKeystore              = option("security.ssl.rest.keystore")
	SSLRestKeystorePassword      = option("security.ssl.rest.keystore-password")
	SSLRestKeyPassword           = option("security.ssl.rest.key-password")
	SSLRestTruststore            = option("security.ssl.rest.truststore")
	SSLRestTruststorePassword    = option("security.ssl.rest.truststore-password")
)
