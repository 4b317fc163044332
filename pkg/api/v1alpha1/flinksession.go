package v1alpha1

import corev1 "k8s.io/api/core/v1"

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

	// +kubebuilder:validation:Pattern=`^(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})$`
	// +kubebuilder:example="1.20.3"

	// FlinkVersion is the full version of Flink in the image, such as 1.20.3. Required. It chooses the FlinkDeployment's
	// flinkVersion and the spelling of configuration options, and the tag of an image named flink is checked against it.
	FlinkVersion string `json:"flinkVersion,omitempty"`

	// Image of JobManager and TaskManager. The official image must have the version in its tag, or a digest. Default:
	// flink:<flinkVersion>, the official image. An image without a registry host gets the imageRegistry of the environment
	// in front.
	Image ImageReference `json:"image,omitempty"`

	// ImagePullPolicy is Always, IfNotPresent or Never. Default of the operator: IfNotPresent.
	// FlinkDeployment spec.imagePullPolicy.
	ImagePullPolicy corev1.PullPolicy `json:"imagePullPolicy,omitempty"`

	// ImagePullSecrets names Secrets in the session's namespace with the credentials of registries. Default: the
	// imagePullSecrets of the environment. Pod spec.imagePullSecrets.
	ImagePullSecrets []ObjectName `json:"imagePullSecrets,omitempty"`

	// +kubebuilder:default="Native"

	// Mode is Native or Standalone. The operator refuses to change it for a session that is there.
	// Default: Native. FlinkDeployment spec.mode.
	Mode Mode `json:"mode,omitempty"`

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

	// Savepoints sets where savepoints go, and how often the operator takes them.
	Savepoints *Savepoints `json:"savepoints,omitempty"`

	// Hive mounts the client configuration of the environment's Hive metastore.
	Hive *Hive `json:"hive,omitempty"`

	// Kerberos logs JobManager and TaskManagers in with the environment's keytab.
	Kerberos *Kerberos `json:"kerberos,omitempty"`

	// Metrics lets Prometheus scrape JobManager and TaskManagers.
	Metrics *Metrics `json:"metrics,omitempty"`

	// WebUI makes Flink's web UI reachable from outside the cluster.
	WebUI *WebUI `json:"webUI,omitempty"`

	// ServiceAccount under which JobManager and TaskManagers run.
	ServiceAccount *ServiceAccount `json:"serviceAccount,omitempty"`

	// Env holds environment variables of the Flink processes, by name: text, or a reference to a Secret such as
	// {secretName: api, key: token}. Those of a sidecar or an init container stand in the podTemplate.
	Env map[string]*EnvVar `json:"env,omitempty"`

	// +kubebuilder:example="-XX:+UseG1GC"

	// JVMOptions of JobManager and TaskManagers, such as -XX:+UseG1GC. Memory belongs to jobManager.memory and
	// taskManager.memory. With Flink 1.18 they take the place of the options for Java 17 that the operator sets since
	// release 1.11. Flink option env.java.opts.all (env.java.opts up to 1.16).
	JVMOptions string `json:"jvmOptions,omitempty"`

	// RestartStrategy sets what becomes of a job that failed. Default: that of the Flink version.
	RestartStrategy *RestartStrategy `json:"restartStrategy,omitempty"`

	// LogConfiguration holds the logging configuration by file name, log4j-console.properties for Log4j 2 or
	// logback-console.xml for Logback: text, or a file of the workspace such as {file: log4j.properties}. One of them
	// replaces all of the operator's own. Default: the operator's. FlinkDeployment spec.logConfiguration.
	LogConfiguration map[string]*LogFile `json:"logConfiguration,omitempty"`

	// FlinkConfiguration holds any other option of Flink or of the operator, each with the value as text; null removes
	// what a lower level gave. An option that a field of this spec sets is refused here with a value that means
	// something else to Flink, and so is one that the session's Flink or the operator would ignore or could not read.
	FlinkConfiguration map[string]*string `json:"flinkConfiguration,omitempty"`

	// PodTemplate (core/v1 PodTemplateSpec) is common to JobManager and TaskManagers and merges with what is emitted and
	// with lower levels by the rules of Kubernetes' strategic merge. The main container is flink-main-container.
	PodTemplate *PodTemplate `json:"podTemplate,omitempty"`

	// RestartNonce restarts the session, and with it all jobs, whenever it changes to another value.
	// FlinkDeployment spec.restartNonce.
	RestartNonce *int64 `json:"restartNonce,omitempty"`

	// Resources are files with the user's own manifests, relative to the file of the spec. They are carried along
	// byte for byte, but for line ends, which are those of Unix. A Secret in plain text is refused. Where Flux substitutes
	// variables after a build, it takes each ${name} in them for one, unless an object has the annotation
	// kustomize.toolkit.fluxcd.io/substitute: disabled, which what is emitted has where it must.
	Resources []string `json:"resources,omitempty"`

	// Environment holds settings inline: all of them for a session without named environments, else those that win over
	// the named Environment's.
	Environment *EnvironmentSpec `json:"environment,omitempty"`

	// Environments names the environments that the session runs in, one overlay each, and what differs there.
	// It must not stand inside an environment.
	Environments map[string]FlinkSessionSpec `json:"environments,omitempty"`
}
