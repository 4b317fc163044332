// Package sessioncluster holds session jobs against the clusters that they name: the FlinkDeployments of a workspace, whether
// a spec makes them or they stand among a user's own manifests. Who wrote the job makes no difference either: the rules are
// those of package lint, and what only a workspace knows is where a cluster runs.
package sessioncluster
