package v1alpha1

// KindFlinkSessionJob is what the kind field of a FlinkSessionJob holds.
const KindFlinkSessionJob = "FlinkSessionJob"

// FlinkSessionJob is a job in a Flink session cluster, which the Flink Kubernetes Operator submits and upgrades.
type FlinkSessionJob struct {
	TypeMeta `json:",inline"`

	// +flinkustomize:validation:name:Pattern=`^[a-z]([-a-z0-9]*[a-z0-9])?$`
	// +flinkustomize:validation:name:MaxLength=45

	// Metadata names the job.
	Metadata Metadata `json:"metadata"`

	// Spec says what the job is.
	Spec FlinkSessionJobSpec `json:"spec"`
}

// FlinkSessionJobSpec is what a job of a session is. Each level of precedence (a preset, the spec itself, one environment of
// it) is a FlinkSessionJobSpec that may be partial.
type FlinkSessionJobSpec struct {
	// Preset names a preset, such as platform/v1, that gives what the job does not state. An environment may name another
	// one. Default: none.
	Preset PresetName `json:"preset,omitempty"`

	// Namespace in which the job is, which must be that of its session. Default: the namespace of the environment.
	Namespace NamespaceName `json:"namespace,omitempty"`

	// +kubebuilder:validation:Pattern=`^[a-z]([-a-z0-9]*[a-z0-9])?$`
	// +kubebuilder:example="analytics"

	// Session names the FlinkSession that the job runs in, such as analytics. Required. It must run in each environment of the
	// job, in the same namespace; a FlinkDeployment among the resources of a spec may be it, too. The operator moves no job to another
	// session. FlinkSessionJob spec.deploymentName.
	Session string `json:"session,omitempty"`

	// Job is what runs, and how the operator runs it. Required.
	Job *Job `json:"job,omitempty"`

	// FlinkConfiguration holds options of Flink for this job alone, such as execution.checkpointing.interval, which win over
	// those of the session, and options of the operator, each with the value as text; null removes what a lower level gave.
	// Flink takes them from 1.17 on. An option of the session's processes does nothing here, and is refused, as is one that a
	// field of this spec sets. FlinkSessionJob spec.flinkConfiguration.
	FlinkConfiguration map[string]*string `json:"flinkConfiguration,omitempty"`

	// RestartNonce restarts the job whenever it changes to another value. FlinkSessionJob spec.restartNonce.
	RestartNonce *int64 `json:"restartNonce,omitempty"`

	// Resources are files with the user's own manifests, relative to the file of the spec. They are copied into
	// the tree byte for byte, except line endings, which become those of Unix. A Secret in plain text is refused. Where Flux
	// substitutes variables after a build, it treats each ${name} in them as one, unless an object has the annotation
	// kustomize.toolkit.fluxcd.io/substitute: disabled, which generated objects have where they need it.
	Resources []string `json:"resources,omitempty"`

	// Environment holds settings inline: all of them for a job without named environments, else those that win over the
	// named Environment's.
	Environment *EnvironmentSpec `json:"environment,omitempty"`

	// Environments names the environments that the job runs in, one overlay each, and what differs there.
	// It must not be set inside an environment.
	Environments map[string]FlinkSessionJobSpec `json:"environments,omitempty"`
}

// KindName implements Object.
func (*FlinkSessionJob) KindName() string { return KindFlinkSessionJob }

// ObjectMetadata implements Object.
func (j *FlinkSessionJob) ObjectMetadata() Metadata { return j.Metadata }

// Common implements Spec.
func (j *FlinkSessionJob) Common() Common { return flinkSessionJobCommon(j.Spec) }

func flinkSessionJobCommon(s FlinkSessionJobSpec) Common {
	return Common{Preset: s.Preset, Resources: s.Resources, Environment: s.Environment, Environments: commonOf(s.Environments, flinkSessionJobCommon)}
}

// Hint says where a field belongs that people write into the spec of a session job, as they know it from the custom resource
// or from a session.
func (FlinkSessionJobSpec) Hint(field string) string {
	switch field {
	case "deploymentName", "cluster":
		return "set spec.session"
	case "configuration", "conf", "flinkConfig":
		return "set spec.flinkConfiguration"
	case "checkpoints", "savepoints", "restartStrategy":
		return "set it in the FlinkSession, or options of it in spec.flinkConfiguration"
	case "parallelism", "jarURI", "entryClass", "args", "upgradeMode", "state", "autoscaler":
		return "set spec.job." + field
	case "image", "env", "podTemplate", "jobManager", "taskManager":
		return "a job runs in the pods of its session: set it in the FlinkSession"
	}
	return elsewhere(field, KindFlinkSessionJob, "")
}
