package v1alpha1

// Preset is a named beginning of specs: what those that name it do not say themselves. A preset is not
// changed once they use it, since every change restarts them; a new version of it is a new preset.
type Preset struct {
	TypeMeta `json:",inline"`

	// Metadata names the preset.
	Metadata PresetMetadata `json:"metadata"`

	// Spec holds what sessions get.
	Spec PresetSpec `json:"spec"`
}

// PresetMetadata identifies a preset.
type PresetMetadata struct {
	// +kubebuilder:example="platform/v1"

	// Name and version of the preset, such as platform/v1. Required. It must be none of the shipped ones'.
	Name PresetName `json:"name"`
}

// PresetSpec holds what sessions get.
type PresetSpec struct {
	// +required

	// Description says in one line what sessions get. Required.
	Description string `json:"description,omitempty"`

	// Session is a partial spec; the spec of the session wins. It must not set preset, resources, environment and
	// environments. It may give members of a union for several of its types, such as highAvailability.zookeeper: those
	// count that belong to the type that is chosen in the end.
	Session *FlinkSessionSpec `json:"session,omitempty"`

	// Application is a partial spec of applications, under the same rules.
	Application *FlinkApplicationSpec `json:"application,omitempty"`

	// SessionJob is a partial spec of jobs in sessions, under the same rules.
	SessionJob *FlinkSessionJobSpec `json:"sessionJob,omitempty"`

	// StreamPark is a partial spec of StreamParks, under the same rules.
	StreamPark *StreamParkSpec `json:"streamPark,omitempty"`

	// Environment holds settings of every environment; the Environment document and spec.environment of the session win.
	Environment *EnvironmentSpec `json:"environment,omitempty"`
}

// KindName implements Object.
func (*Preset) KindName() string { return KindPreset }

// ObjectMetadata implements Object. A preset has a name alone.
func (p *Preset) ObjectMetadata() Metadata { return Metadata{Name: p.Metadata.Name} }
