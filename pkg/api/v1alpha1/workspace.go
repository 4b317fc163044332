package v1alpha1

// Workspace is the content of flinkustomize.yaml, in the root folder of a workspace: where the specs are and where the tree
// goes. All paths are relative to its file and stay below its folder.
type Workspace struct {
	TypeMeta `json:",inline"`

	// Metadata names the workspace, with at most 63 lower-case letters, digits and dashes. The name is also in the
	// indexes of the output folder, so that no two workspaces write into one folder.
	Metadata Metadata `json:"metadata"`

	// Spec holds the paths.
	Spec WorkspaceSpec `json:"spec"`
}

// WorkspaceSpec holds the paths of a workspace.
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
}

// KindName implements Object.
func (*Workspace) KindName() string { return KindWorkspace }

// ObjectMetadata implements Object.
func (w *Workspace) ObjectMetadata() Metadata { return w.Metadata }
