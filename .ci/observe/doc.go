// Package observe checks what is evaluated by Prometheus, dashboards and rules alike: each expression against the metrics that
// Flink, the operator and Kubernetes were seen to export, version by version, and in a real Prometheus that scrapes them. A module of
// its own keeps Prometheus' parser out of the project's dependencies.
package observe
