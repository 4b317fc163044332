package v1alpha1

// FlinkSession is a Flink session cluster that the Flink Kubernetes Operator runs.
type FlinkSession struct {
	TypeMeta `json:",inline"`

	// Metadata names the session.
	Metadata Metadata `json:"metadata"`

	// Spec says what the session is.
	Spec FlinkSessionSpec `json:"spec"`
}

// FlinkSessionSpec is what a session is. Each level of precedence (a preset, the spec itself, one environment of it)
// is a FlinkSessionSpec that may be partial.
type FlinkSessionSpec struct {
	// Namespace in which the session runs. Default: the namespace of the environment.
	Namespace string `json:"namespace,omitempty"`

	// FlinkVersion is the full version of Flink in the image, such as 1.20.3. Required. It chooses the FlinkDeployment's
	// flinkVersion and the spelling of configuration options, and the image's tag is checked against it.
	FlinkVersion string `json:"flinkVersion,omitempty"`

	// Image of JobManager and TaskManager. Default: flink:<flinkVersion>, the official image. An image without a
	// registry host gets the imageRegistry of the environment in front.
	Image string `json:"image,omitempty"`

	// JobManager sizes the JobManager.
	JobManager *JobManager `json:"jobManager,omitempty"`

	// TaskManager sizes each TaskManager.
	TaskManager *TaskManager `json:"taskManager,omitempty"`

	// HighAvailability keeps running jobs through the loss of a JobManager. It needs storage.
	HighAvailability *HighAvailability `json:"highAvailability,omitempty"`

	// Storage is where high-availability metadata, checkpoints and savepoints lie.
	Storage *Storage `json:"storage,omitempty"`

	// Checkpoints sets the defaults of checkpointing for the jobs of the session.
	Checkpoints *Checkpoints `json:"checkpoints,omitempty"`

	// Savepoints sets where savepoints go.
	Savepoints *Savepoints `json:"savepoints,omitempty"`

	// Hive mounts the client configuration of the environment's Hive metastore.
	Hive *Hive `json:"hive,omitempty"`

	// Metrics lets Prometheus scrape JobManager and TaskManagers.
	Metrics *Metrics `json:"metrics,omitempty"`

	// WebUI makes Flink's web UI reachable from outside the cluster.
	WebUI *WebUI `json:"webUI,omitempty"`

	// ServiceAccount under which JobManager and TaskManagers run.
	ServiceAccount *ServiceAccount `json:"serviceAccount,omitempty"`

	// FlinkConfiguration holds any other option of Flink or of the operator, each with the value as text; null removes
	// what a lower level gave. An option that a field of this spec sets is refused here with another value.
	FlinkConfiguration map[string]*string `json:"flinkConfiguration,omitempty"`

	// PodTemplate (core/v1 PodTemplateSpec) is common to JobManager and TaskManagers and merges with what is emitted and
	// with lower levels by the rules of Kubernetes' strategic merge. The main container is flink-main-container.
	PodTemplate *PodTemplate `json:"podTemplate,omitempty"`

	// RestartNonce restarts the session, and with it all jobs, whenever it changes to another value.
	// FlinkDeployment spec.restartNonce.
	RestartNonce *int64 `json:"restartNonce,omitempty"`

	// Resources are files with the user's own manifests, relative to the file of the spec. They are carried along
	// byte for byte.
	Resources []string `json:"resources,omitempty"`

	// Environment holds facts inline: all of them for a session without named environments, else those that win over
	// the named Environment's.
	Environment *EnvironmentSpec `json:"environment,omitempty"`

	// Environments names the environments that the session runs in, one overlay each, and what differs there.
	// It must not stand inside an environment.
	Environments map[string]FlinkSessionSpec `json:"environments,omitempty"`
}
