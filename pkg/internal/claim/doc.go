// Package claim detects conflicts between targets: objects, hosts, directories of state, nodes of ZooKeeper, databases,
// volumes and pods that two targets of a workspace must not both have.
package claim
