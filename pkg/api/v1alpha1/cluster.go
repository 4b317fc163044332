package v1alpha1

import corev1 "k8s.io/api/core/v1"

// Cluster is a Flink cluster, whatever kind it is of: its version and image, its processes, what they store where, and
// what is around them. A level of precedence may state a part of it.
type Cluster struct {
	// +kubebuilder:validation:Pattern=`^(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})$`
	// +kubebuilder:example="1.20.3"

	// FlinkVersion is the full version of Flink in the image, such as 1.20.3. Required. It chooses the FlinkDeployment's
	// flinkVersion and the spelling of configuration options, and the tag of an image named flink is checked against it.
	FlinkVersion string `json:"flinkVersion,omitempty"`

	// +kubebuilder:validation:Pattern=`^([a-zA-Z0-9.-]+(?::[0-9]+)?/)?([a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*)(?::((?:[A-Za-z0-9_]|\{flinkVersion\})(?:[A-Za-z0-9_.-]|\{flinkVersion\}){0,127}))?(@sha256:[0-9a-f]{64})?$`
	// +kubebuilder:example="flink:{flinkVersion}-java17"

	// Image of JobManager and TaskManager. {flinkVersion} in its tag stands for the version, such as flink:{flinkVersion}-java17. The
	// official image must have the version in its tag, or a digest. Default: flink:<flinkVersion>, the official image. An image
	// without a registry host gets the imageRegistry of the environment in front.
	Image string `json:"image,omitempty"`

	// ImagePullPolicy is Always, IfNotPresent or Never. Default of the operator: IfNotPresent.
	// FlinkDeployment spec.imagePullPolicy.
	ImagePullPolicy corev1.PullPolicy `json:"imagePullPolicy,omitempty"`

	// ImagePullSecrets names Secrets in the session's namespace with the credentials of registries. Default: the
	// imagePullSecrets of the environment. Pod spec.imagePullSecrets.
	ImagePullSecrets []ObjectName `json:"imagePullSecrets,omitempty"`

	// Jars are put into Flink's folders before the processes start, such as connectors and drivers that the image lacks. A level of
	// precedence replaces the whole list.
	Jars []Jar `json:"jars,omitempty"`

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

	// TLS encrypts the connections between Flink's processes, and to its REST interface.
	TLS *TLS `json:"tls,omitempty"`

	// Metrics lets Prometheus scrape JobManager and TaskManagers.
	Metrics *Metrics `json:"metrics,omitempty"`

	// Alerts of this cluster that differ from those of its environment.
	Alerts *Alerts `json:"alerts,omitempty"`

	// WebUI makes Flink's web UI reachable from outside the cluster.
	WebUI *WebUI `json:"webUI,omitempty"`

	// ServiceAccount under which JobManager and TaskManagers run.
	ServiceAccount *ServiceAccount `json:"serviceAccount,omitempty"`

	// Env holds environment variables of the Flink processes, by name: text, or a reference to a Secret, a ConfigMap, a field of the
	// pod or a resource of the container, such as {secretName: api, key: token} or {fieldPath: status.hostIP}. Those of a sidecar
	// or an init container stand in the podTemplate.
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
	LogConfiguration map[string]*TextFile `json:"logConfiguration,omitempty"`

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
}
