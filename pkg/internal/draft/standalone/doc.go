// Package standalone makes drafts of Flink clusters that run without the operator: a workload with JobManagers and one with
// TaskManagers around Flink's official image, their configuration in a ConfigMap, and Services, as the page "Kubernetes" of Flink's
// documentation on standalone deployment has them (Flink 1.16 to 2.2).
//
// It makes the FlinkDeployment, in mode standalone, with which the operator would run the same processes, and has package operator
// make a draft of that. What cannot be the same is said in notes: who owns the pods, their names, and that jobs must be stopped with
// a savepoint first.
package standalone
