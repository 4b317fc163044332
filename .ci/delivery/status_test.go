// Package deliverycheck holds what Argo CD and Flux are told of the health of Flink's custom resources against statuses that the
// operator gives them: with Flux's own code, and a Lua as Argo CD has it.
package deliverycheck

import "k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

// verdict is what a tool must make of an object.
type verdict int

const (
	progressing verdict = iota
	healthy
	failed
)

func (v verdict) String() string { return [...]string{"progressing", "healthy", "failed"}[v] }

// observed is an object as the operator leaves it. The first four statuses are those that operators 1.13 and 1.15 gave real objects.
type observed struct {
	name string
	object
	want verdict

	// absent means that no part of the status is there yet. Flux then has an error, which it takes for progress.
	absent bool
}

type object struct {
	kind       string
	generation int64
	spec       map[string]any
	status     map[string]any
}

func (o object) unstructured() *unstructured.Unstructured {
	tree := map[string]any{"apiVersion": "flink.apache.org/v1beta1", "kind": o.kind,
		"metadata": map[string]any{"name": "a", "namespace": "b", "generation": o.generation}, "spec": o.spec}
	if o.spec == nil {
		tree["spec"] = map[string]any{}
	}
	if o.status != nil {
		tree["status"] = o.status
	}
	return &unstructured.Unstructured{Object: tree}
}

const (
	deployment = "FlinkDeployment"
	sessionJob = "FlinkSessionJob"
)

// reconciled is the part of a status that says that the spec is deployed.
var reconciled = map[string]any{"state": "DEPLOYED"}

var all = []observed{
	{name: "just submitted", object: object{deployment, 1, nil, map[string]any{
		"lifecycleState": "DEPLOYED", "jobManagerDeploymentStatus": "DEPLOYING", "reconciliationStatus": reconciled, "observedGeneration": int64(1)}}},
	{name: "an invalid memory option", object: object{deployment, 1, nil, map[string]any{
		"lifecycleState": "UPGRADING", "jobManagerDeploymentStatus": "MISSING", "error": "memory", "observedGeneration": int64(1),
		"reconciliationStatus": map[string]any{"state": "UPGRADING"}}}},
	{name: "the job failed later", want: failed, object: object{deployment, 1, map[string]any{"job": map[string]any{"state": "running"}}, map[string]any{
		"lifecycleState": "FAILED", "jobManagerDeploymentStatus": "READY", "reconciliationStatus": reconciled, "observedGeneration": int64(1),
		"jobStatus": map[string]any{"state": "FAILED"}}}},
	{name: "a refused job", want: failed, object: object{sessionJob, 1, nil, map[string]any{
		"lifecycleState": "FAILED", "error": "refused", "reconciliationStatus": map[string]any{"state": "UPGRADING"}}}},

	{name: "not seen yet", absent: true, object: object{deployment, 1, nil, nil}},
	{name: "a job that is not seen yet", absent: true, object: object{sessionJob, 1, nil, nil}},
	{name: "an empty status", object: object{deployment, 1, nil, map[string]any{}}},
	{name: "created", object: object{deployment, 1, nil, map[string]any{"lifecycleState": "CREATED"}}},
	{name: "stable", want: healthy, object: object{deployment, 2, nil, map[string]any{
		"lifecycleState": "STABLE", "jobManagerDeploymentStatus": "READY", "reconciliationStatus": reconciled, "observedGeneration": int64(2)}}},
	{name: "stable, under operator 1.6, which observes no generation", want: healthy, object: object{deployment, 2, nil, map[string]any{
		"lifecycleState": "STABLE", "jobManagerDeploymentStatus": "READY", "reconciliationStatus": reconciled}}},
	{name: "stable before the last change", object: object{deployment, 3, nil, map[string]any{
		"lifecycleState": "STABLE", "jobManagerDeploymentStatus": "READY", "reconciliationStatus": reconciled, "observedGeneration": int64(2)}}},
	{name: "an error of the JobManager", want: failed, object: object{deployment, 1, nil, map[string]any{
		"lifecycleState": "DEPLOYED", "jobManagerDeploymentStatus": "ERROR", "reconciliationStatus": reconciled}}},
	{name: "rolling back", object: object{deployment, 1, nil, map[string]any{"lifecycleState": "ROLLING_BACK"}}},
	{name: "rolled back", want: failed, object: object{deployment, 1, nil, map[string]any{"lifecycleState": "ROLLED_BACK"}}},
	{name: "suspended, as its spec says", want: healthy, object: object{deployment, 1, map[string]any{"job": map[string]any{"state": "suspended"}}, map[string]any{
		"lifecycleState": "SUSPENDED", "jobManagerDeploymentStatus": "MISSING"}}},
	{name: "suspended on the way to an upgrade", object: object{deployment, 1, map[string]any{"job": map[string]any{"state": "running"}}, map[string]any{
		"lifecycleState": "SUSPENDED", "jobManagerDeploymentStatus": "MISSING"}}},
	{name: "a session that is suspended", object: object{deployment, 1, nil, map[string]any{"lifecycleState": "SUSPENDED"}}},
	{name: "a job that runs", want: healthy, object: object{sessionJob, 1, map[string]any{"job": map[string]any{"state": "running"}}, map[string]any{
		"lifecycleState": "STABLE", "observedGeneration": int64(1)}}},
	{name: "a job that waits for its session", object: object{sessionJob, 1, nil, map[string]any{"lifecycleState": "CREATED"}}},
	{name: "blue runs", want: healthy, object: object{"FlinkBlueGreenDeployment", 1, nil, map[string]any{"blueGreenState": "ACTIVE_BLUE"}}},
	{name: "green starts", object: object{"FlinkBlueGreenDeployment", 2, nil, map[string]any{"blueGreenState": "TRANSITIONING_TO_GREEN"}}},
}
