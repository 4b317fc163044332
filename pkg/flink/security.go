package flink

// Kerberos. Flink mounts the keytab by itself unless the decorator is switched off, which 1.17 and later can.
var (
	KerberosLoginKeytab           = renamed(spelling{key: "security.keytab"}, spelling{Oldest, "security.kerberos.login.keytab"})
	KerberosLoginPrincipal        = renamed(spelling{key: "security.principal"}, spelling{Oldest, "security.kerberos.login.principal"})
	KerberosLoginContexts         = option("security.kerberos.login.contexts")
	KerberosMountDecoratorEnabled = option("kubernetes.decorator.kerberos-mount.enabled")
)

// The client of ZooKeeper. Up to 1.19 its times are numbers of milliseconds, which later versions read too.
var (
	HighAvailabilityZooKeeperClientACL            = option("high-availability.zookeeper.client.acl")
	HighAvailabilityZooKeeperClientSessionTimeout = renamed(spelling{key: "recovery.zookeeper.client.session-timeout"},
		spelling{Oldest, "high-availability.zookeeper.client.session-timeout"})
	HighAvailabilityZooKeeperClientConnectionTimeout = renamed(spelling{key: "recovery.zookeeper.client.connection-timeout"},
		spelling{Oldest, "high-availability.zookeeper.client.connection-timeout"})
	ZooKeeperSASLServiceName = option("zookeeper.sasl.service-name")
)
