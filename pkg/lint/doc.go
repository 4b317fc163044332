// Package lint checks the custom resources of the Flink Kubernetes Operator, whoever wrote them: FlinkDeployment,
// FlinkSessionJob, FlinkStateSnapshot and FlinkBlueGreenDeployment.
//
// It says what an API server drops or refuses, what the operator's admission refuses, by release, and what both take
// and the operator or Flink then fails on, so that all of it is known before the merge. It reads no cluster, and so
// does not know the operator's own configuration: what a platform sets there for everybody must be said in the
// objects too, or the rule be waived.
package lint
