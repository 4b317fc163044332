// Package importer turns what runs in a cluster into a workspace: manifests of the Flink Kubernetes Operator, of KDP, of plain
// Deployments and of StreamPark's chart become specs, with a report of what was kept and what was not.
package importer
