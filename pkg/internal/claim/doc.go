// Package claim finds what two targets of a workspace must not both have: objects, hosts, directories of state, nodes of
// ZooKeeper, databases, volumes and pods.
package claim
