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
