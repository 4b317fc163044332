// Package pod makes the pods that a FlinkDeployment will run, and says what is wrong with them: the user's templates, merged
// as the operator merges them, and what the operator and Flink add to them, held against the field rules of core/v1, against
// the start of the official image, and against where high availability keeps its state.
//
// A JobManager's pod is made by the operator with the Flink libraries of its own release, a native TaskManager's by the
// JobManager, and a standalone one's by the operator. What the API server refuses of them is refused too late, when the
// cluster that ran before is gone. [Check] is for a FlinkDeployment, whoever wrote it, and [CheckTemplate] for the template
// of any other workload.
package pod
