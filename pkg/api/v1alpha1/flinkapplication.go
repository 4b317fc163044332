package v1alpha1

// FlinkApplication is a Flink cluster that runs one job, and that the Flink Kubernetes Operator starts and stops with it.
type FlinkApplication struct {
	TypeMeta `json:",inline"`

	// +flinkustomize:validation:name:Pattern=`^[a-z]([-a-z0-9]*[a-z0-9])?$`
	// +flinkustomize:validation:name:MaxLength=45

	// Metadata names the application.
	Metadata Metadata `json:"metadata"`

	// Spec says what the application is.
	Spec FlinkApplicationSpec `json:"spec"`
}

// FlinkApplicationSpec is what an application is. Each level of precedence (a preset, the spec itself, one environment of it)
// is a FlinkApplicationSpec that may be partial.
type FlinkApplicationSpec struct {
	// +kubebuilder:example="production-application/v1"

	// Preset names a preset, such as production-application/v1, that gives what the application does not state. An environment
	// may name another one. Default: none.
	Preset PresetName `json:"preset,omitempty"`

	// Namespace in which the application runs. Default: the namespace of the environment.
	Namespace NamespaceName `json:"namespace,omitempty"`

	// Cluster is what the application has in common with every Flink cluster.
	Cluster `json:",inline"`

	// Job is what the cluster runs. Required.
	Job *ApplicationJob `json:"job,omitempty"`

	// +kubebuilder:default="Recreate"

	// UpgradeStrategy is Recreate or BlueGreen. Default: Recreate.
	UpgradeStrategy UpgradeStrategy `json:"upgradeStrategy,omitempty" union:"discriminator"`

	// BlueGreen sets how upgradeStrategy BlueGreen goes from one cluster to the other.
	BlueGreen *BlueGreen `json:"blueGreen,omitempty" union:"BlueGreen"`

	// Resources are files with the user's own manifests, relative to the file of the spec. They are copied into
	// the tree byte for byte, except line endings, which become those of Unix. A Secret in plain text is refused. Where Flux
	// substitutes variables after a build, it treats each ${name} in them as one, unless an object has the annotation
	// kustomize.toolkit.fluxcd.io/substitute: disabled, which generated objects have where they need it.
	Resources []string `json:"resources,omitempty"`

	// Environment holds settings inline: all of them for an application without named environments, else those that win over
	// the named Environment's.
	Environment *EnvironmentSpec `json:"environment,omitempty"`

	// Environments names the environments that the application runs in, one overlay each, and what differs there.
	// It must not be set inside an environment.
	Environments map[string]FlinkApplicationSpec `json:"environments,omitempty"`
}

// ApplicationJob is the job of an application.
type ApplicationJob struct {
	// Job is what the job has in common with one of a session.
	Job `json:",inline"`

	// Python runs a Python program, for which the image has Python and the package apache-flink of spec.flinkVersion: the
	// official image has neither. It sets entryClass, and jarURI to the jar flink-python of the official image unless that
	// is set.
	Python *PythonJob `json:"python,omitempty"`

	// SQL gives the job a SQL script: jarURI is a program of yours that runs the script which its first argument names. Flink's
	// image has none before Flink 2.0, whose SqlDriver is run with entryClass and args instead.
	SQL *SQLJob `json:"sql,omitempty"`

	// HealthCheck has the operator restart a cluster whose job fails over and over, or completes no checkpoint. Default: off.
	HealthCheck *HealthCheck `json:"healthCheck,omitempty"`

	// Rollback has the operator go back to the spec that ran last when a changed one does not come up. It needs high
	// availability. Default: off.
	Rollback *Rollback `json:"rollback,omitempty"`
}

// PythonJob is a Python program. One of script, path and module names it.
type PythonJob struct {
	// Script is the program: text, or a file of the workspace such as {file: jobs/orders.py}, whose name ends with .py. It is
	// mounted at /opt/flink/job; a change restarts the job.
	Script *TextFile `json:"script,omitempty"`

	// +kubebuilder:validation:Pattern=`^/[^\s]+\.py$`
	// +kubebuilder:example="/opt/flink/usrlib/orders.py"

	// Path of the program in the image, such as /opt/flink/usrlib/orders.py.
	Path string `json:"path,omitempty"`

	// +kubebuilder:validation:Pattern=`^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$`
	// +kubebuilder:example="orders.main"

	// Module is the Python module to run, such as orders.main, of the image or of files.
	Module string `json:"module,omitempty"`

	// Files are further files beside the script by their names, such as lib.py: {file: jobs/lib.py}. JobManager and
	// TaskManagers find them when they import. Flink option python.files.
	Files map[string]*TextFile `json:"files,omitempty"`

	// Requirements is a requirements.txt: text, or a file of the workspace such as {file: jobs/requirements.txt}. Each
	// TaskManager installs what it names with pip when it starts, which needs a network. Flink option python.requirements.
	Requirements *TextFile `json:"requirements,omitempty"`

	// +kubebuilder:example="/usr/bin/python3"

	// Executable is the Python of the image, such as /usr/bin/python3. Default of Flink: python. Flink options
	// python.executable and python.client.executable.
	Executable string `json:"executable,omitempty"`
}

// SQLJob is a SQL script.
type SQLJob struct {
	// Script is the script: text, or a file of the workspace such as {file: sql/orders.sql}. It is mounted at /opt/flink/job,
	// and its path there is the first argument of the job, before args; a change restarts the job.
	Script *TextFile `json:"script,omitempty"`
}

// HealthCheck has the operator restart a cluster that is not well.
type HealthCheck struct {
	// Enabled false turns it off. Operator option kubernetes.operator.cluster.health-check.enabled.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:validation:Minimum=1

	// Restarts is how many restarts of the job in restartsWindow are too many. Default of the operator: 64.
	// Operator option kubernetes.operator.cluster.health-check.restarts.threshold.
	Restarts *int32 `json:"restarts,omitempty"`

	// +kubebuilder:example="2min"

	// RestartsWindow is the time in which restarts count, such as 2min. Default of the operator: 2 min.
	// Operator option kubernetes.operator.cluster.health-check.restarts.window.
	RestartsWindow Duration `json:"restartsWindow,omitempty"`

	// CheckpointProgress false passes over a job that completes no checkpoint. Default of the operator: true, and false up
	// to release 1.7. Operator option kubernetes.operator.cluster.health-check.checkpoint-progress.enabled.
	CheckpointProgress *bool `json:"checkpointProgress,omitempty"`

	// +kubebuilder:example="10min"

	// CheckpointProgressWindow is the time in which a checkpoint must complete, such as 10min. Default of the operator: by
	// the interval and the timeout of checkpoints; 5 min up to release 1.7.
	// Operator option kubernetes.operator.cluster.health-check.checkpoint-progress.window.
	CheckpointProgressWindow Duration `json:"checkpointProgressWindow,omitempty"`
}

// Rollback has the operator go back to the last spec that ran.
type Rollback struct {
	// Enabled false turns it off. Operator option kubernetes.operator.deployment.rollback.enabled.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:example="5min"

	// After is how long a changed spec may take to come up, such as 5min. Default of the operator: 5 min.
	// Operator option kubernetes.operator.deployment.readiness.timeout.
	After Duration `json:"after,omitempty"`
}

// KindName implements Object.
func (*FlinkApplication) KindName() string { return KindFlinkApplication }

// ObjectMetadata implements Object.
func (a *FlinkApplication) ObjectMetadata() Metadata { return a.Metadata }

// Common implements Spec.
func (a *FlinkApplication) Common() Common { return flinkApplicationCommon(a.Spec) }

func flinkApplicationCommon(s FlinkApplicationSpec) Common {
	return Common{Preset: s.Preset, Resources: s.Resources, Environment: s.Environment, Environments: commonOf(s.Environments, flinkApplicationCommon)}
}
