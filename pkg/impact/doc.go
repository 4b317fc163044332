// Package impact says what a change of Kubernetes objects does: to the jobs that run, to their state, and to the users of
// Flink and StreamPark. It compares what a target has before and after; it reads and builds nothing itself.
//
// Of FlinkDeployments and FlinkSessionJobs it knows the operator's own comparison, by release and mode, and what its
// reconciler makes of that; of other objects what Kubernetes does with them.
package impact
