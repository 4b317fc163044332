package v1alpha1

// ZooKeeperHighAvailability says where in ZooKeeper the session keeps its nodes, and how.
type ZooKeeperHighAvailability struct {
	// Root of the session's nodes, below which Flink puts the session's name. It may use {environment}, {namespace} and
	// {name}. Default: /flink/{environment}/{namespace}. Flink option high-availability.zookeeper.path.root.
	Root string `json:"root,omitempty"`

	// ACL of the nodes is Open or Creator. Default of Flink: Open. Flink option high-availability.zookeeper.client.acl.
	ACL ZooKeeperACL `json:"acl,omitempty"`

	// +kubebuilder:example="60s"

	// SessionTimeout after which ZooKeeper gives a silent JobManager up, such as 60s. Default of Flink: 60 s.
	// Flink option high-availability.zookeeper.client.session-timeout.
	SessionTimeout Duration `json:"sessionTimeout,omitempty"`

	// +kubebuilder:example="15s"

	// ConnectionTimeout of a connection to ZooKeeper, such as 15s. Default of Flink: 15 s.
	// Flink option high-availability.zookeeper.client.connection-timeout.
	ConnectionTimeout Duration `json:"connectionTimeout,omitempty"`
}

// ZooKeeperACL says who may change the session's nodes in ZooKeeper.
type ZooKeeperACL string

const (
	// ZooKeeperACLOpen allows everybody.
	ZooKeeperACLOpen ZooKeeperACL = "Open"

	// ZooKeeperACLCreator allows only their creator, the principal of Kerberos. It needs the environment's
	// zookeeper.sasl.
	ZooKeeperACLCreator ZooKeeperACL = "Creator"
)

// EnvironmentZooKeeper says where ZooKeeper is.
type EnvironmentZooKeeper struct {
	// +kubebuilder:validation:items:Pattern=`^(.+):([0-9]+)$`

	// Quorum lists the servers, each as host:port. Flink option high-availability.zookeeper.quorum.
	Quorum []string `json:"quorum,omitempty"`

	// SASL logs in to ZooKeeper with the session's Kerberos.
	SASL *EnvironmentZooKeeperSASL `json:"sasl,omitempty"`
}

// EnvironmentZooKeeperSASL says that ZooKeeper asks for a login with Kerberos. Flink's login context for it, Client,
// is added to those of the session's Kerberos.
type EnvironmentZooKeeperSASL struct {
	// Enabled false turns SASL off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:validation:Pattern=`^[A-Za-z0-9][A-Za-z0-9._-]*$`

	// ServiceName is the first part of the servers' principal. Default of Flink: zookeeper.
	// Flink option zookeeper.sasl.service-name.
	ServiceName string `json:"serviceName,omitempty"`
}
