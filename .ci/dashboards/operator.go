package main

import "strings"

// ofOperator narrows what the operator counts to the namespaces of its resources. Its own namespace is in the label
// namespace, or exported_namespace.
const ofOperator = `resourcens=~"$namespace"`

var operator = definition{
	name:  "flink-operator",
	title: "Flink Kubernetes Operator",
	description: "What the operator makes of the resources of environment @environment@. Operator 1.9 and later, with its Prometheus reporter on: " +
		"metrics.port and kubernetes.operator.metrics.reporter.prom.* in the values of its chart.",
	variables: []variable{{"namespace", "Namespace", `label_values(flink_k8soperator_namespace_Count, resourcens)`, "@operatorNamespaces@"}},
	rows: []row{
		{title: "Resources", panels: []panel{
			{shows: number, title: "Failed", unit: "short", alarm: 1,
				description: "Resources in state FAILED. kubectl get flinkdeployment,flinksessionjob shows which; status.error says why.",
				queries:     []query{{counted("Lifecycle_State_FAILED"), ""}}},
			{shows: number, title: "Upgrading", unit: "short", warn: 1,
				description: "Resources in state UPGRADING. For longer than a savepoint takes: the spec is refused, or the cluster does not come up; see status.error.",
				queries:     []query{{counted("Lifecycle_State_UPGRADING"), ""}}},
			{shows: number, title: "Rolled back", unit: "short", warn: 1,
				description: "Resources that run an older spec than Git has. Correct the spec.",
				queries:     []query{{counted("Lifecycle_State_ROLLED_BACK"), ""}}},
			{shows: number, title: "Stable", unit: "short",
				description: "Resources that run as their spec says.",
				queries:     []query{{counted("Lifecycle_State_STABLE"), ""}}},
			{shows: number, title: "JobManagers missing", unit: "short", warn: 1,
				description: "FlinkDeployments without a JobManager. Normal for suspended ones.",
				queries:     []query{{counted("JmDeploymentStatus_MISSING"), ""}}},
			{shows: number, title: "JobManagers in error", unit: "short", alarm: 1,
				description: "FlinkDeployments whose JobManager cannot start: look at the events of its Deployment and pods.",
				queries:     []query{{counted("JmDeploymentStatus_ERROR"), ""}}},
			{title: "States", unit: "short", stacked: true,
				description: "Resources by state. A session job whose session is not ready counts as CREATED.",
				queries:     each("Lifecycle_State_", "STABLE", "DEPLOYED", "CREATED", "UPGRADING", "SUSPENDED", "ROLLING_BACK", "ROLLED_BACK", "FAILED", "DELETING")},
			{title: "JobManagers", unit: "short", stacked: true,
				description: "FlinkDeployments by the state of their JobManager. DEPLOYED_NOT_READY for minutes: it starts, but its REST API does not answer.",
				queries:     each("JmDeploymentStatus_", "READY", "DEPLOYED_NOT_READY", "DEPLOYING", "MISSING", "ERROR")},
			{title: "Versions of Flink", unit: "short", stacked: true,
				description: "FlinkDeployments by the version that they run. UNKNOWN until the operator has reached their REST API.",
				queries:     []query{{`sum by (FlinkVersion) (flink_k8soperator_namespace_FlinkVersion_Count{` + ofOperator + `})`, "{{FlinkVersion}}"}}},
			{title: "CPU of clusters", unit: "cores",
				description: "Cores that FlinkDeployments ask for, by namespace.",
				queries:     []query{{`sum by (resourcens) (flink_k8soperator_namespace_ResourceUsage_Cpu{` + ofOperator + `})`, "{{resourcens}}"}}},
			{title: "Memory of clusters", unit: "bytes",
				description: "Memory that FlinkDeployments ask for, by namespace.",
				queries:     []query{{`sum by (resourcens) (flink_k8soperator_namespace_ResourceUsage_Memory{` + ofOperator + `})`, "{{resourcens}}"}}},
		}},
		{title: "Reconciliation", panels: []panel{
			{title: "Reconciliations", unit: "short",
				description: "How often the operator looked at a resource. None for long: the operator hangs or does not watch the namespace.",
				queries: []query{{`sum by (resourcens, resourcetype, resourcename) (increase(flink_k8soperator_namespace_resource_JOSDK_Reconciliation_Count{` + ofOperator + `}[$__rate_interval]))`,
					"{{resourcetype}} {{resourcename}}"}}},
			{title: "Failed reconciliations", unit: "short",
				description: "Any: the operator's log and status.error of the resource say why. A resource that has never failed has no line.",
				queries: []query{{`sum by (resourcens, resourcetype, resourcename) (increase(flink_k8soperator_namespace_resource_JOSDK_Reconciliation_failed_Count{` + ofOperator + `}[$__rate_interval]))`,
					"{{resourcetype}} {{resourcename}}"}}},
			{title: "Retries", unit: "short",
				description: "Reconciliations that were tried again. A resource that never was has no line.",
				queries: []query{{`sum by (resourcens, resourcetype, resourcename) (increase(flink_k8soperator_namespace_resource_JOSDK_Reconciliation_retries_Count{` + ofOperator + `}[$__rate_interval]))`,
					"{{resourcetype}} {{resourcename}}"}}},
		}},
		{title: "The operator itself, all namespaces", panels: []panel{
			{title: "Requests to the API server", unit: "reqps",
				description: "Requests a second of the operator. Failed ones: its rights, or the API server.",
				queries: []query{{`sum(rate(flink_k8soperator_KubeClient_HttpRequest_Count[$__rate_interval]))`, "all"},
					{`sum(rate(flink_k8soperator_KubeClient_HttpRequest_Failed_Count[$__rate_interval]))`, "failed"}}},
			{title: "Answers of the API server", unit: "ns",
				description: "Time of an answer, of the last ones. Long: the API server is overloaded, and so everything here is late.",
				queries: []query{{`max(flink_k8soperator_KubeClient_HttpResponse_TimeNanos{quantile="0.5"})`, "median"},
					{`max(flink_k8soperator_KubeClient_HttpResponse_TimeNanos{quantile="0.99"})`, "99 %"}}},
			{title: "Heap", unit: "percentunit", most: 1, warn: 0.85, alarm: 0.95,
				description: "Used of what is allowed. High for long: give the operator more memory in the values of its chart.",
				queries:     []query{{`max(flink_k8soperator_Status_JVM_Memory_Heap_Used / (flink_k8soperator_Status_JVM_Memory_Heap_Max > 0))`, "heap"}}},
			{title: "Garbage collection", unit: "ms",
				description: "Milliseconds of each second. Above 100 for long: more memory.",
				queries:     []query{{`max(flink_k8soperator_Status_JVM_GarbageCollector_All_TimeMsPerSecond)`, "collections"}}},
			{title: "CPU", unit: "percentunit", most: 1,
				description: "Load of the JVM, of all cores that it sees.",
				queries:     []query{{`max(flink_k8soperator_Status_JVM_CPU_Load)`, "load"}}},
			{title: "Threads", unit: "short",
				description: "Threads of the JVM. Growing without end: restart the operator, jobs run on.",
				queries:     []query{{`max(flink_k8soperator_Status_JVM_Threads_Count)`, "threads"}}},
		}},
	},
}

// counted is how many resources are in a state.
func counted(state string) string {
	return `sum(flink_k8soperator_namespace_` + state + `_Count{` + ofOperator + `})`
}

// each are the resources in each of some states, by the names of these.
func each(prefix string, states ...string) []query {
	var queries []query
	for _, state := range states {
		queries = append(queries, query{counted(prefix + state), strings.ToLower(strings.ReplaceAll(state, "_", " "))})
	}
	return queries
}
