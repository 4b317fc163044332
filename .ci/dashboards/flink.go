package main

import "slices"

// What narrows the metrics of a cluster, of its jobs and of their tasks to what the reader chose. The namespace and the
// app come from the PodMonitor: Flink itself exports neither.
const (
	ofCluster = `namespace=~"$namespace",app=~"$app"`
	ofJob     = ofCluster + `,job_name=~"$job_name"`
	ofTask    = ofJob + `,task_name=~"$task"`

	byCluster = `by (namespace, app) `
	byPod     = `by (namespace, app, pod) `
	byJob     = `by (namespace, app, job_name) `
	byTask    = `by (namespace, app, job_name, task_name) `
)

const running = `flink_jobmanager_numRunningJobs`

// flink is the dashboard of sessions and that of applications, which are clusters alike.
var flink = definition{
	name:        "flink",
	title:       "@title@",
	description: "@description@ Flink 1.17 to 2.2.",
	variables: []variable{
		{"namespace", "Namespace", `label_values(` + running + `, namespace)`, "@namespaces@"},
		{"app", "Cluster", `label_values(` + running + `{namespace=~"$namespace"}, app)`, "@apps@"},
		{"job_name", "Job", `label_values(flink_jobmanager_job_numRestarts{` + ofCluster + `}, job_name)`, ""},
		{"task", "Task", `label_values(flink_taskmanager_job_task_busyTimeMsPerSecond{` + ofJob + `}, task_name)`, ""},
	},
	rows: slices.Concat(
		[]row{{title: "Overview", panels: append([]panel{webUIs}, overview...)}, {title: "Clusters", panels: clusters}},
		jobRows, processRows),
}

var webUIs = panel{shows: links, title: "Where to look",
	description: "The web UIs of this environment, as the specs say. What has no Ingress is not among them: use kubectl port-forward."}

var overview = []panel{
	{shows: number, title: "Clusters with a leader", unit: "short",
		description: "Clusters whose JobManager leads. Fewer than there should be: look at the pods with component=jobmanager; up to a minute without one is normal after a JobManager was lost.",
		queries:     []query{{`count(count ` + byCluster + `(flink_jobmanager_taskSlotsTotal{` + ofCluster + `}))`, ""}}},
	{shows: number, title: "TaskManagers", unit: "short",
		description: "Registered TaskManagers. None is normal for a native session without jobs: Flink starts them when a job needs slots.",
		queries:     []query{{`sum(max ` + byCluster + `(flink_jobmanager_numRegisteredTaskManagers{` + ofCluster + `}))`, ""}}},
	{shows: number, title: "Running jobs", unit: "short",
		description: "Jobs in state RUNNING. A job that failed for good, was cancelled or has finished is in no metric any more.",
		queries:     []query{{`sum(max ` + byCluster + `(flink_jobmanager_numRunningJobs{` + ofCluster + `}))`, ""}}},
	{shows: number, title: "Restarts in an hour", unit: "short", warn: 1, alarm: 3,
		description: "Restarts of jobs. Any: read the exceptions of the job in the web UI. A JobManager that was replaced counts from 0 again.",
		queries:     []query{{`sum(increase(flink_jobmanager_job_numRestarts{` + ofJob + `}[1h]))`, ""}}},
	{shows: number, title: "Failed checkpoints in an hour", unit: "short", warn: 3, alarm: 10,
		description: "One or two are normal when a job starts or restarts. More: see the history of checkpoints in the web UI, then back pressure and the storage.",
		queries:     []query{{`sum(increase(flink_jobmanager_job_numberOfFailedCheckpoints{` + ofJob + `}[1h]))`, ""}}},
	{shows: number, title: "Longest last checkpoint", unit: "ms",
		description: "How long the last checkpoint took, of the job where it took longest. Near the interval or the timeout: look at alignment and start delay below.",
		queries:     []query{{`max(flink_jobmanager_job_lastCheckpointDuration{` + ofJob + `} >= 0)`, ""}}},
}

var clusters = []panel{
	{title: "Leaders", unit: "short", most: 1,
		description: "1 while a JobManager leads. A gap is time in which nothing was coordinated: look at the JobManager's log and its last state (OOMKilled).",
		queries:     []query{{`max ` + byCluster + `(flink_jobmanager_taskSlotsTotal{` + ofCluster + `} >= bool 0)`, "{{app}}"}}},
	{title: "TaskManagers", unit: "short",
		description: "Registered TaskManagers. A fall while jobs run is a lost one: look at pods that restarted or were OOMKilled.",
		queries:     []query{{`max ` + byCluster + `(flink_jobmanager_numRegisteredTaskManagers{` + ofCluster + `})`, "{{app}}"}}},
	{title: "Running jobs", unit: "short",
		description: "Jobs in state RUNNING of each cluster. Fewer than there should be: a job that failed for good is in no other panel any more.",
		queries:     []query{{`max ` + byCluster + `(flink_jobmanager_numRunningJobs{` + ofCluster + `})`, "{{app}}"}}},
	{title: "Free slots", unit: "short",
		description: "Slots that no task uses. None is normal for a native cluster; only with jobs that wait for slots it means that TaskManagers cannot start: look at pending pods and quotas.",
		queries:     []query{{`max ` + byCluster + `(flink_jobmanager_taskSlotsAvailable{` + ofCluster + `})`, "{{app}}"}}},
	{title: "All slots", unit: "short",
		description: "Slots of the registered TaskManagers. Raise the number of TaskManagers, or taskManager.slots, where jobs wait.",
		queries:     []query{{`max ` + byCluster + `(flink_jobmanager_taskSlotsTotal{` + ofCluster + `})`, "{{app}}"}}},
	{title: "Restarts of containers", unit: "short",
		description: "Restarts that Kubernetes counts, of kube-state-metrics; empty without it. Any: kubectl describe pod says why, such as OOMKilled.",
		queries: []query{{`sum ` + byPod + `(increase(kube_pod_container_status_restarts_total{namespace=~"$namespace"}[$__rate_interval]) ` + podsOfApps + `)`,
			"{{pod}}"}}},
}

// ofContainers narrows what Kubernetes measures to the containers in which Flink runs.
const ofContainers = `namespace=~"$namespace",container="flink-main-container"`

// podsOfApps gives what Kubernetes measures of a pod the app that it is of, and leaves out other pods.
const podsOfApps = `* on (namespace, pod) group_left (app) group by (namespace, pod, app) (up{` + ofCluster + `})`
