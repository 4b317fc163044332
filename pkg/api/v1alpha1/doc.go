// Package v1alpha1 holds the kinds that a user writes: specs such as FlinkSession, and Environment, Preset and Workspace, of the
// API group flinkustomize.dev/v1alpha1.
//
// The same structs serve YAML files, Go programs and KRM functions. They say what a value may be. A Go program hands them to
// package generate, which checks them.
//
// Optional scalars are strings that may be empty or pointers that may be nil, so that "not set" can be told from
// every value. A feature, such as Hive, is a pointer to a struct with an Enabled field: present means on.
//
// +kubebuilder:object:generate=false
package v1alpha1

const (
	// Group is the API group of every kind of this package.
	Group = "flinkustomize.dev"

	// APIVersion is what the apiVersion field of every document of this package holds.
	APIVersion = Group + "/v1alpha1"

	// KindFlinkSession and the others are what the kind field holds.
	KindFlinkSession     = "FlinkSession"
	KindFlinkApplication = "FlinkApplication"
	KindStreamPark       = "StreamPark"
	KindEnvironment      = "Environment"
	KindPreset           = "Preset"
	KindWorkspace        = "Workspace"
)

// TypeMeta names the kind of a document. Go programs may leave it empty.
type TypeMeta struct {
	// APIVersion is flinkustomize.dev/v1alpha1.
	APIVersion string `json:"apiVersion,omitempty"`

	// Kind of the document, such as FlinkSession.
	Kind string `json:"kind,omitempty"`
}

// Metadata identifies a document.
type Metadata struct {
	// Name identifies the document among all of its kind in a workspace. The name of a session or an application is also that of its
	// FlinkDeployment, and a StreamPark's that of its Deployment, so it holds lower-case letters, digits and '-', starts with a
	// letter, ends with a letter or a digit and has at most 45 characters (a rule of the operator).
	Name string `json:"name"`

	// Labels stand on every object that is emitted for this document, never in a selector or on a pod.
	Labels map[string]string `json:"labels,omitempty"`

	// Annotations stand on every object that is emitted for this document.
	Annotations map[string]string `json:"annotations,omitempty"`
}
