package v1alpha1

// AlertSeverity is what an alert asks of people: the label severity, by which Alertmanager routes.
type AlertSeverity string

const (
	// AlertSeverityCritical wakes somebody.
	AlertSeverityCritical AlertSeverity = "critical"

	// AlertSeverityWarning is for working hours.
	AlertSeverityWarning AlertSeverity = "warning"

	// AlertSeverityInfo is for dashboards, and for whoever looks for a cause.
	AlertSeverityInfo AlertSeverity = "info"
)

// EnvironmentAlerts are the alerts of an environment: one PrometheusRule for all clusters, in environments/<name>/shared, and
// one beside each cluster that has metrics, with what follows from its own spec. Which alerts there are, and what to do about
// each: pkg/alert.
type EnvironmentAlerts struct {
	// Enabled false turns the alerts off.
	Enabled *bool `json:"enabled,omitempty"`

	// Labels of every PrometheusRule, by which Prometheus selects it; they win over those of prometheus, which it has too.
	Labels map[string]*string `json:"labels,omitempty"`

	// AlertLabels are added to every alert, by which Alertmanager can route, such as team: data. Labels that say what an alert is about,
	// such as namespace, app and severity, cannot be set.
	AlertLabels map[string]*string `json:"alertLabels,omitempty"`

	// +kubebuilder:validation:Pattern=`^https?://[^\s"{}$]+(\{alert\}[^\s"{}$]*)?$`
	// +kubebuilder:example="https://wiki.example.com/flink/{alert}"

	// RunbookURL is where people find what to do, such as https://wiki.example.com/flink/{alert}, in which {alert} stands for the
	// name of the alert in lower case. Default: the page of pkg/alert. Annotation runbook_url.
	RunbookURL string `json:"runbookURL,omitempty"`

	// +kubebuilder:default=false

	// Operator true adds the alerts about the operator, whose metrics Prometheus must scrape. Those about the operator as a
	// whole would be there once for each environment that has them: set it for one of those that share an operator. Default: false.
	Operator *bool `json:"operator,omitempty"`

	// +kubebuilder:default=false

	// KubeStateMetrics true adds the alerts that need the metrics of kube-state-metrics, those about StreamPark among them.
	// Default: false.
	KubeStateMetrics *bool `json:"kubeStateMetrics,omitempty"`

	// +kubebuilder:default=false

	// Kubelet true adds the alerts that need the metrics of the kubelets: those of containers (cAdvisor) and volumes.
	// Default: false.
	Kubelet *bool `json:"kubelet,omitempty"`

	// Disabled are alerts that the environment is not to have, by name.
	Disabled []AlertName `json:"disabled,omitempty"`

	// Severities of alerts that are to have another than the usual one, by the name of the alert.
	Severities map[string]*AlertSeverity `json:"severities,omitempty"`

	// Thresholds of the alerts.
	Thresholds *AlertThresholds `json:"thresholds,omitempty"`
}

// Alerts are those of one cluster: what it has otherwise than its environment. A cluster with metrics has alerts where its
// environment has them.
type Alerts struct {
	// Enabled false leaves the cluster out of all alerts; true gives it alerts where its environment has none. Default: true where
	// the environment has alerts and the cluster has metrics.
	Enabled *bool `json:"enabled,omitempty"`

	// Disabled are alerts that the cluster is not to have, by name, beside those that its environment does not have.
	Disabled []AlertName `json:"disabled,omitempty"`

	// Severities of alerts that are to have another than in the environment, by the name of the alert.
	Severities map[string]*AlertSeverity `json:"severities,omitempty"`

	// Thresholds of the alerts, each over that of the environment.
	Thresholds *AlertThresholds `json:"thresholds,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=10000

	// Jobs is how many jobs must run, from 1 to 10000, for FlinkJobMissing. Default: none for a session, 1 for an application whose
	// job runs without end.
	Jobs *int32 `json:"jobs,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=10000

	// TaskManagers is how many TaskManagers must be there, from 1 to 10000, for FlinkTaskManagersMissing. Default: the replicas
	// of taskManager in mode Standalone; none in mode Native, where idle TaskManagers stop.
	TaskManagers *int32 `json:"taskManagers,omitempty"`
}

// AlertThresholds are what alerts compare with. All of them are whole numbers, or times.
type AlertThresholds struct {
	// +kubebuilder:validation:Minimum=50
	// +kubebuilder:validation:Maximum=99
	// +kubebuilder:default=90

	// HeapPercent is how much of the heap may be in use, from 50 to 99, for FlinkHeapNearlyFull and
	// FlinkOperatorHeapNearlyFull. Default: 90.
	HeapPercent *int32 `json:"heapPercent,omitempty"`

	// +kubebuilder:validation:Minimum=50
	// +kubebuilder:validation:Maximum=99
	// +kubebuilder:default=90

	// MetaspacePercent is how much of the metaspace may be in use, from 50 to 99, for FlinkMetaspaceNearlyFull. Default: 90.
	MetaspacePercent *int32 `json:"metaspacePercent,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=90
	// +kubebuilder:default=10

	// GarbageCollectionPercent is how much of its time a process may spend on garbage collection, from 1 to 90, for
	// FlinkGarbageCollectionHigh. Default: 10.
	GarbageCollectionPercent *int32 `json:"garbageCollectionPercent,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000
	// +kubebuilder:default=4

	// TaskManagerChanges is how often the number of TaskManagers may change within 15 minutes, from 1 to 1000, for
	// FlinkTaskManagersUnstable. Default: 4.
	TaskManagerChanges *int32 `json:"taskManagerChanges,omitempty"`

	// +kubebuilder:validation:Minimum=50
	// +kubebuilder:validation:Maximum=99
	// +kubebuilder:default=95

	// ContainerMemoryPercent is how much of its memory limit a container may use, from 50 to 99, for
	// FlinkContainerMemoryNearLimit and StreamParkMemoryNearLimit. Default: 95.
	ContainerMemoryPercent *int32 `json:"containerMemoryPercent,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=99
	// +kubebuilder:default=50

	// ThrottledPercent is in how many of its periods a container may be held back by its CPU limit, from 1 to 99, for
	// FlinkContainerThrottled. Default: 50.
	ThrottledPercent *int32 `json:"throttledPercent,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000
	// +kubebuilder:default=3

	// Restarts is how many restarts of a job within 10 minutes are too many, from 1 to 1000, for FlinkJobRestarting. Default: 3.
	Restarts *int32 `json:"restarts,omitempty"`

	// +kubebuilder:default="5min"
	// +kubebuilder:example="5min"

	// NotRunning is how long a job may be restarting, failing or starting, such as 5min, from 1min to 1d, for FlinkJobNotRunning.
	// Default: 5min.
	NotRunning Duration `json:"notRunning,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000
	// +kubebuilder:default=3

	// FailedCheckpoints is how many checkpoints of a job may fail within 15 minutes, from 1 to 1000, for FlinkCheckpointsFailing.
	// One or two fail when a job starts. Default: 3.
	FailedCheckpoints *int32 `json:"failedCheckpoints,omitempty"`

	// +kubebuilder:example="30min"

	// CheckpointAge is the time in which a checkpoint must complete, such as 30min, from 1min to 7d, for FlinkCheckpointsStalled.
	// Default: what a checkpoint may take, computed from the interval, the timeout and the pause between checkpoints, and at least 10 minutes.
	CheckpointAge Duration `json:"checkpointAge,omitempty"`

	// +kubebuilder:validation:Minimum=10
	// +kubebuilder:validation:Maximum=99
	// +kubebuilder:default=80

	// CheckpointTimeoutPercent is how much of its timeout a checkpoint may take, from 10 to 99, for FlinkCheckpointsSlow.
	// Default: 80.
	CheckpointTimeoutPercent *int32 `json:"checkpointTimeoutPercent,omitempty"`

	// +kubebuilder:validation:Minimum=5
	// +kubebuilder:validation:Maximum=1000
	// +kubebuilder:default=50

	// StateGrowthPercent is by how much the state of a job may grow in a day, from 5 to 1000, for FlinkStateGrowing. Default: 50.
	StateGrowthPercent *int32 `json:"stateGrowthPercent,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=99
	// +kubebuilder:default=50

	// BackPressuredPercent is how much of its time a task may wait for those after it, from 1 to 99, for FlinkTaskBackPressured.
	// Default: 50.
	BackPressuredPercent *int32 `json:"backPressuredPercent,omitempty"`

	// +kubebuilder:validation:Minimum=50
	// +kubebuilder:validation:Maximum=99
	// +kubebuilder:default=90

	// BusyPercent is how much of its time a task may be busy, from 50 to 99, for FlinkTaskBusy. Default: 90.
	BusyPercent *int32 `json:"busyPercent,omitempty"`

	// +kubebuilder:example="10min"

	// EventTimeLag is how old records may be when a source emits them, such as 10min, from 1s to 30d, for FlinkEventTimeLag, which is
	// there only with it: nobody but the owner of a job knows it. Default: none.
	EventTimeLag Duration `json:"eventTimeLag,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1000
	// +kubebuilder:default=3

	// FailedReconciliations is how often the operator may fail with one resource within 15 minutes, from 1 to 1000, for
	// FlinkReconciliationFailing. Default: 3.
	FailedReconciliations *int32 `json:"failedReconciliations,omitempty"`

	// +kubebuilder:validation:Minimum=50
	// +kubebuilder:validation:Maximum=99
	// +kubebuilder:default=90

	// VolumePercent is how much of StreamPark's workspace may be in use, from 50 to 99, for StreamParkWorkspaceNearlyFull.
	// Default: 90.
	VolumePercent *int32 `json:"volumePercent,omitempty"`
}
