package alert

import "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// streamParks are the alerts about StreamPark, whose official images report nothing to Prometheus: Kubernetes tells.
var streamParks = []Alert{
	{
		Name: "StreamParkNotReady", Subject: SubjectStreamPark, Computed: true, Needs: []Source{SourceKubeStateMetrics}, Severity: v1alpha1.AlertSeverityCritical, For: "5m",
		Expression:  `max by (namespace, deployment) (kube_deployment_status_replicas_ready{namespace="<namespace>", deployment="<app>"}) < 1`,
		Summary:     `StreamPark <namespace>/<app> is not ready.`,
		Description: `It has had no pod that is ready for 5 minutes. Nobody can submit jobs; those that run go on.`,
		Meaning:     "StreamPark does not answer. Jobs that it has submitted run on, but nobody can see or change them through it.",
		Action:      "`kubectl get pods -n NAMESPACE -l app.kubernetes.io/name=streampark,app.kubernetes.io/instance=APP`, then the log of the pod and of its init containers. The usual cause is the database: its Service, the Secret, the schema. The first start takes minutes.",
	},
	{
		Name: "StreamParkRestarting", Subject: SubjectStreamPark, Computed: true, Needs: []Source{SourceKubeStateMetrics}, Severity: v1alpha1.AlertSeverityWarning,
		Expression:  `sum by (namespace) (increase(kube_pod_container_status_restarts_total{namespace="<namespace>", pod=~"<app>-[a-z0-9]+-[a-z0-9]{5}"}[30m])) > 2`,
		Summary:     `StreamPark <namespace>/<app> restarts again and again.`,
		Description: `It restarted {{ $value | printf "%.0f" }} times within 30 minutes.`,
		Meaning:     "StreamPark ends, and Kubernetes restarts it, again and again.",
		Action:      "`kubectl logs --previous` of its pod. OOMKilled: raise `memory`, or lower `jvmHeap`. Killed by its startup probe: the database is slow, or has no schema.",
	},
	{
		Name: "StreamParkMemoryNearLimit", Subject: SubjectStreamPark, Computed: true, Needs: []Source{SourceKubeStateMetrics, SourceKubelet}, Severity: v1alpha1.AlertSeverityWarning, For: "15m", Threshold: "containerMemoryPercent",
		Expression: `100 * max by (namespace, pod, container) (container_memory_working_set_bytes{namespace="<namespace>", pod=~"<app>-[a-z0-9]+-[a-z0-9]{5}", container!=""})
/ on (namespace, pod, container) max by (namespace, pod, container) (kube_pod_container_resource_limits{namespace="<namespace>", pod=~"<app>-[a-z0-9]+-[a-z0-9]{5}", resource="memory"}) > <threshold>`,
		Summary:     `StreamPark <namespace>/<app> is about to run out of memory.`,
		Description: `It has used more than <threshold> % of its memory limit for 15 minutes, now {{ $value | printf "%.0f" }} %.`,
		Meaning:     "The container is close to its limit, at which the kernel kills it. Maven processes that build projects need memory in addition to StreamPark's heap.",
		Action:      "Raise `memory`, or lower `jvmHeap`, so that there is room outside the heap.",
	},
	{
		Name: "StreamParkWorkspaceNearlyFull", Subject: SubjectStreamPark, Computed: true, Needs: []Source{SourceKubelet}, Severity: v1alpha1.AlertSeverityWarning, For: "15m", Threshold: "volumePercent",
		Expression: `100 * (1 - max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes{namespace="<namespace>", persistentvolumeclaim="<claim>"})
/ max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_capacity_bytes{namespace="<namespace>", persistentvolumeclaim="<claim>"})) > <threshold>`,
		Summary:     `The workspace of StreamPark <namespace>/<app> is nearly full.`,
		Description: `The volume <claim> is {{ $value | printf "%.0f" }} % full.`,
		Meaning:     "Uploads, builds and submissions fail when the volume with StreamPark's workspace is full.",
		Action:      "Remove projects and uploads that nobody needs, in StreamPark, or raise `workspace.size` where the storage class lets volumes grow.",
	},
}
