package impact

import "k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

// Target is what one app has in one environment: all of its objects as the cluster gets them, with their namespaces.
type Target struct {
	// App is the folder of the app in the tree, such as flink/analytics.
	App string

	// Environment is empty for an app without named environments.
	Environment string

	// OperatorVersion is the release of the operator there, such as 1.15; empty where it is not known.
	OperatorVersion string

	Objects []*unstructured.Unstructured
}

// ID names an object in the cluster.
type ID struct{ Group, Kind, Namespace, Name string }

// Change is what becomes of one object.
type Change struct {
	App, Environment string

	// ID of the object as it is after the change, or was, where it is deleted.
	ID ID

	// Was names the object that this one replaces, for a rename or another namespace; nil otherwise.
	Was *ID

	// Class is the worst of its causes.
	Class Class

	// Causes are the fields that differ, the worst class first, then by path.
	Causes []Cause

	// Jobs, State and Users say in one sentence each what happens to running jobs, to state, and to the users of the Web UI,
	// StreamPark and other addresses; empty for nothing. What depends on the cluster is said as "if".
	Jobs, State, Users string

	// Kept is what stays of a deleted or replaced object, such as checkpoints in storage; one phrase each.
	Kept []string

	// Loss is set where the change deletes state or leaves it behind, or where the cluster refuses it: what somebody has to
	// acknowledge. It says what is lost, or refused, in one sentence; empty otherwise.
	Loss string
}

// Cause is one field that differs.
type Cause struct {
	// Field is the path in the object, such as spec.taskManager.resource.memory, or spec.flinkConfiguration[state.backend.type].
	Field string

	// Old and New are the values as YAML on one line, shortened, with credentials masked; empty for a field that is absent.
	Old, New string

	Class Class

	// Reason says why, where the class is more than the field shows, such as "the operator compares text: 2048m and 2g differ".
	Reason string
}

// Report is what a change of targets does.
type Report struct {
	// Changes are sorted: the worst class first, then by app, environment and object. Objects of class None are left out and counted.
	Changes []Change

	// Same counts objects that do not differ, and None those that differ without any effect.
	Same, None int
}

// Compare tells what happens when the targets of old become those of new. Targets are matched by app and environment; an
// object that goes in one target and comes under another name, namespace or app is one replacement.
func Compare(old, new []Target) Report { panic("not built yet") }
