// Package cluster is a Flink cluster, whatever kind of spec it is of: defaults, checks and typed Kubernetes objects. What
// belongs to one feature, such as high availability, S3 or the web UI, stands in one file, in that order.
//
// A feature adds options to the configuration, pieces to the pod template, or objects of its own. What a complete
// cluster needs and its environment does not state is an error; a base beneath overlays leaves it out instead, and
// each overlay brings it.
package cluster
