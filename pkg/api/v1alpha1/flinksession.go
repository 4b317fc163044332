package v1alpha1

// FlinkSession is a Flink session cluster that the Flink Kubernetes Operator runs.
type FlinkSession struct {
	TypeMeta `json:",inline"`

	// +flinkustomize:validation:name:Pattern=`^[a-z]([-a-z0-9]*[a-z0-9])?$`
	// +flinkustomize:validation:name:MaxLength=45

	// Metadata names the session.
	Metadata Metadata `json:"metadata"`

	// Spec says what the session is.
	Spec FlinkSessionSpec `json:"spec"`
}

// FlinkSessionSpec is what a session is. Each level of precedence (a preset, the spec itself, one environment of it)
// is a FlinkSessionSpec that may be partial.
type FlinkSessionSpec struct {
	// +kubebuilder:example="production/v2"

	// Preset names a preset, such as production/v2, that gives what the session does not state. An environment may name
	// another one. Default: none.
	Preset PresetName `json:"preset,omitempty"`

	// Namespace in which the session runs. Default: the namespace of the environment.
	Namespace NamespaceName `json:"namespace,omitempty"`

	// Cluster is what the session has in common with every Flink cluster.
	Cluster `json:",inline"`

	// SQLGateway runs Flink's SQL Gateway beside the session.
	SQLGateway *SQLGateway `json:"sqlGateway,omitempty"`

	// Resources are files with the user's own manifests, relative to the file of the spec. They are copied into
	// the tree byte for byte, except line endings, which become those of Unix. A Secret in plain text is refused. Where Flux
	// substitutes variables after a build, it treats each ${name} in them as one, unless an object has the annotation
	// kustomize.toolkit.fluxcd.io/substitute: disabled, which generated objects have where they need it.
	Resources []string `json:"resources,omitempty"`

	// Environment holds settings inline: all of them for a session without named environments, else those that win over
	// the named Environment's.
	Environment *EnvironmentSpec `json:"environment,omitempty"`

	// Environments names the environments that the session runs in, one overlay each, and what differs there.
	// It must not be set inside an environment.
	Environments map[string]FlinkSessionSpec `json:"environments,omitempty"`
}

// KindName implements Object.
func (*FlinkSession) KindName() string { return KindFlinkSession }

// ObjectMetadata implements Object.
func (s *FlinkSession) ObjectMetadata() Metadata { return s.Metadata }

// Common implements Spec.
func (s *FlinkSession) Common() Common { return flinkSessionCommon(s.Spec) }

func flinkSessionCommon(s FlinkSessionSpec) Common {
	return Common{Preset: s.Preset, Resources: s.Resources, Environment: s.Environment, Environments: commonOf(s.Environments, flinkSessionCommon)}
}
