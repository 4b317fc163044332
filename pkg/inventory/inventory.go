package inventory

// Target is one app in one environment.
type Target struct {
	// Kind and Name of its spec, such as FlinkSession and analytics.
	Kind string `json:"kind"`
	Name string `json:"name"`

	// Folder of the tree, such as flink/analytics. File of the spec, relative to the workspace; empty for a spec that a Go
	// program made.
	Folder string `json:"folder"`
	File   string `json:"file,omitempty"`

	// Environment is empty for an app without named environments. Namespace is that of its objects.
	Environment string `json:"environment,omitempty"`
	Namespace   string `json:"namespace,omitempty"`

	// OperatorVersion is the release of the operator, such as 1.15, FlinkVersion such as 1.20.3, StreamParkVersion such as 2.1.6.
	// Each is empty where the kind has none.
	OperatorVersion   string `json:"operatorVersion,omitempty"`
	FlinkVersion      string `json:"flinkVersion,omitempty"`
	StreamParkVersion string `json:"streamParkVersion,omitempty"`

	// Image of its main containers, with the registry in front.
	Image string `json:"image,omitempty"`

	// Mode is Native or Standalone; HighAvailability None, Kubernetes, ZooKeeper or the name of a class of the user's own.
	Mode             string `json:"mode,omitempty"`
	HighAvailability string `json:"highAvailability,omitempty"`

	// Storage is the type of storage, such as S3 or None, and StorageURI the folder below which state lies, such as
	// s3://flink-prod; empty where nothing says it.
	Storage    string `json:"storage,omitempty"`
	StorageURI string `json:"storageURI,omitempty"`

	// HighAvailabilityDir, Checkpoints and Savepoints are the URIs at which each lies; empty where no option names one.
	HighAvailabilityDir string `json:"highAvailabilityDir,omitempty"`
	Checkpoints         string `json:"checkpoints,omitempty"`
	Savepoints          string `json:"savepoints,omitempty"`

	// ZooKeeper is the quorum, Hive the ConfigMap that says where the metastore is, Database what StreamPark keeps its data in;
	// each is empty for none.
	ZooKeeper string `json:"zookeeper,omitempty"`
	Hive      string `json:"hive,omitempty"`
	Database  string `json:"database,omitempty"`

	// Processes are what runs, in the order in which they start.
	Processes []Process `json:"processes,omitempty"`

	// URLs at which people reach the Flink web UI or StreamPark from outside of the cluster. The host is * where the Ingress takes
	// every one.
	URLs []string `json:"urls,omitempty"`

	// Dashboards are the URLs of those in Grafana that show the app; empty where its environment does not say where Grafana is.
	Dashboards []string `json:"dashboards,omitempty"`

	// Images are all that pods need, those of the user's own manifests among them, sorted.
	Images []string `json:"images"`

	// Session names the session that a FlinkSessionJob runs in. UpgradeMode is Stateless, LastState or Savepoint, for what runs a
	// job of its own.
	Session     string `json:"session,omitempty"`
	UpgradeMode string `json:"upgradeMode,omitempty"`

	// Uses are the folders of the sessions that a StreamPark registers, sorted.
	Uses []string `json:"uses,omitempty"`
}

// The roles of processes.
const (
	RoleJobManager  = "JobManager"
	RoleTaskManager = "TaskManager"
	RoleStreamPark  = "StreamPark"
	RoleOperator    = "Operator"
)

// Process is what runs in pods that are alike.
type Process struct {
	// Role such as JobManager.
	Role string `json:"role"`

	// Replicas is 0 where Flink starts as many as jobs need.
	Replicas int `json:"replicas,omitempty"`

	// CPU in cores and Memory of each, as Kubernetes or Flink writes them, such as 2 and 8Gi.
	CPU    string `json:"cpu,omitempty"`
	Memory string `json:"memory,omitempty"`

	// Slots of a TaskManager.
	Slots int `json:"slots,omitempty"`
}

// Process is that of a role; false where the target has none.
func (t *Target) Process(role string) (Process, bool) {
	for _, p := range t.Processes {
		if p.Role == role {
			return p, true
		}
	}
	return Process{}, false
}
