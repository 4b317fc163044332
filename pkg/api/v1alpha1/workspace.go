package v1alpha1

// Workspace is the content of flinkustomize.yaml, in the root folder of a workspace: where the specs are and where the tree
// goes. All paths are relative to its file and stay below its folder.
type Workspace struct {
	TypeMeta `json:",inline"`

	// Metadata names the workspace, with at most 63 lower-case letters, digits and dashes. The name is also in the
	// indexes of the output folder, so that no two workspaces write into one folder.
	Metadata Metadata `json:"metadata"`

	// Spec holds the paths, how the tree is delivered, and which losses are meant.
	Spec WorkspaceSpec `json:"spec"`
}

// WorkspaceSpec holds the paths of a workspace, how its tree is delivered, and which losses are meant.
type WorkspaceSpec struct {
	// Specs lists files and folders with specs, such as FlinkSession documents, and Environment documents. A folder stands
	// for all its .yaml and .yml files, at any depth. Required.
	Specs []string `json:"specs"`

	// Presets is a folder with Preset documents of the workspace's own, one a file, at any depth.
	// Default: there are only the shipped ones.
	Presets string `json:"presets,omitempty"`

	// +kubebuilder:default="deploy"

	// Output is the folder that the tree is written to. Default: deploy.
	Output string `json:"output,omitempty"`

	// Render adds to each overlay the manifests that building it gives, one object a file, in rendered/<environment> beside
	// overlays, for those who want no kustomize in the cluster. What delivers the tree then points there. Default: false.
	Render bool `json:"render,omitempty"`

	// Delivery has the tree hold what Argo CD or Flux need to deliver it. Default: nothing.
	Delivery *Delivery `json:"delivery,omitempty"`

	// Acknowledge lists losses that are meant: changes against HEAD that delete state, leave it behind, or that the cluster
	// refuses. Each is an error of generate and check until it stands here; the error says what to write. Remove an entry
	// once it is committed: it covers that one loss and no later one. Default: none.
	Acknowledge []Acknowledgement `json:"acknowledge,omitempty"`

	// UnguardedEnvironments names environments in which losses are no errors, such as [dev]. Default: there is none.
	UnguardedEnvironments []string `json:"unguardedEnvironments,omitempty"`
}

// Acknowledgement says that a loss is meant.
type Acknowledgement struct {
	// App is the folder of the spec in the tree, such as flink/analytics. Required.
	App string `json:"app"`

	// Environment in which it is lost. Left out for a spec without named environments.
	Environment string `json:"environment,omitempty"`

	// Loss names what is lost, as the error and flinkustomize diff name it, such as
	// "delete FlinkDeployment streaming/analytics". Required.
	Loss string `json:"loss"`

	// Reason says to reviewers why that is fine, such as "its jobs have moved to reports". Required.
	Reason string `json:"reason"`
}

// KindName implements Object.
func (*Workspace) KindName() string { return KindWorkspace }

// ObjectMetadata implements Object.
func (w *Workspace) ObjectMetadata() Metadata { return w.Metadata }
