// Package lint checks the custom resources of the Flink Kubernetes Operator, whoever wrote them: FlinkDeployment,
// FlinkSessionJob, FlinkStateSnapshot and FlinkBlueGreenDeployment.
//
// It says what an API server drops or refuses, what the operator's admission refuses, by release, and what both take
// and the operator, Kubernetes or Flink then fails on, so that all of it is known before the merge. The operator's own
// code is the measure: see .ci/operator and TestVerdictsAreTheOperators.
//
// It reads no cluster, and so does not know the operator's own configuration: what a platform sets there for everybody
// must be said in the objects too, or the rule be waived. An object waives any rule, with a reason, by an annotation, and
// a line by a comment, as package diagnostic says.
//
// A kind is a table of rules, and a feature is a file.
package lint
