// Package alert lists the alerts that flinkustomize gives Prometheus: what each means, when it fires, and what to do then. The
// page beside it is generated from the list, and alerts link to it.
//
// Metrics are those that Flink 1.17.2, 1.20.3 and 2.2.1 and the operator 1.13 and 1.15 report, as measured, by the Prometheus
// reporter, with the labels namespace, app, component and pod that a PodMonitor of flinkustomize gives them. Two facts of Flink
// shape the expressions: job series start anew in another JobManager, so that no expression keeps a pod apart from others of its
// app; and all series of a job are gone a few seconds after its end.
package alert
