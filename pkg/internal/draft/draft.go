// Package draft defines what an import knows of an app in one environment before it is a spec: its fields as they will stand
// in the spec and in the Environment, why some of them stand there, the manifests beside them, and what was read for it.
package draft

import "github.com/flinkustomize/flinkustomize/pkg/internal/manifest"

// Draft is one app in one environment, on its way to a spec.
type Draft struct {
	// Kind and Name of the spec, such as FlinkSession and analytics.
	Kind, Name string

	// Environment is empty where the import names none.
	Environment string

	// Labels and Annotations are those of the document, which all objects that it renders get.
	Labels, Annotations map[string]string

	// Spec is the spec of the document, as YAML has it: maps, lists, strings, bools, int64 and float64. It has no settings
	// of an environment.
	Spec map[string]any

	// Settings are an EnvironmentSpec, as YAML has it: where the app runs and what is there, such as namespace,
	// operatorVersion and stores.
	Settings map[string]any

	// Comments say why a value was kept, by its path below Spec, such as taskManager.memory; that of the empty path is about the
	// whole document. One may have several lines. A line that begins with diagnostic.WaiveAnnotation waives a rule.
	Comments map[string]string

	// Files are manifests that Spec names in resources, and other files that it names, by their path beside the spec, such as
	// analytics/networkpolicy.yaml. No two drafts of one environment have a path in common.
	Files map[string][]byte

	// Objects are all that was read for the app: what the spec must render again.
	Objects []manifest.Object

	// Notes are what the report says of it.
	Notes []Note
}

// String names the app as people do: kind and name.
func (d Draft) String() string { return d.Kind + " " + d.Name }

// What became of something that was read.
const (
	Kept    = "kept"
	Changed = "changed"
	NotKept = "not kept"
)

// Note says what became of one thing that was read.
type Note struct {
	// Outcome is Kept, Changed or NotKept.
	Outcome string `json:"outcome"`

	// Source is where it stood: file and line, if known.
	Source string `json:"source,omitempty"`

	// Object is the kind and name of the object, such as FlinkDeployment analytics.
	Object string `json:"object"`

	// Field is its path in that object; empty for all of it.
	Field string `json:"field,omitempty"`

	// Message says what it became, and why, and what is to be done: never a credential.
	Message string `json:"message"`
}
