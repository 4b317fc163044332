package alert

import "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// clusters are the alerts about JobManagers and TaskManagers.
var clusters = []Alert{
	{
		Name: "FlinkJobManagerMissing", Subject: SubjectCluster, Computed: true, Severity: v1alpha1.AlertSeverityCritical, For: "5m",
		// Only the leader reports slots: a standby alone is no JobManager.
		Expression:  `absent(flink_jobmanager_taskSlotsTotal{<flink>})`,
		Summary:     `<namespace>/<app> has no JobManager that leads.`,
		Description: `Prometheus has seen no leading JobManager of <namespace>/<app> for 5 minutes. No job can be running.`,
		Meaning:     "The cluster has no leading JobManager, or Prometheus does not reach it. Without one no job runs, and the web UI does not answer.",
		Action:      "`kubectl get pods -n NAMESPACE -l app=APP`. If there is no pod, read the events of the Deployment APP and `status.error` of the FlinkDeployment APP: quota, image, Secret, node. If a pod is up, read its log: with high availability it may be waiting for ZooKeeper or the Kubernetes API. If all of them are well, look at the target in Prometheus: a NetworkPolicy may keep Prometheus out.",
	},
	{
		Name: "FlinkTaskManagersMissing", Subject: SubjectCluster, Computed: true, Severity: v1alpha1.AlertSeverityWarning, For: "10m",
		Expression:  `max by (namespace, app) (flink_jobmanager_numRegisteredTaskManagers{<flink>}) < <taskManagers>`,
		Summary:     `<namespace>/<app> has {{ $value }} of <taskManagers> TaskManagers.`,
		Description: `For 10 minutes fewer than <taskManagers> TaskManagers have been registered with the JobManager. Jobs may wait for slots.`,
		Meaning:     "TaskManagers that the spec asks for are not registered with the JobManager. A job that needs their slots waits or restarts.",
		Action:      "`kubectl get pods -n NAMESPACE -l app=APP,component=taskmanager`. Pending pods: `kubectl describe pod` names the quota, the lack of room on nodes or the taint that keeps them out. Pods that restart: look for an OutOfMemoryError in the log before the restart (`kubectl logs --previous`). Pods that run but are not registered: their log says why they do not reach the JobManager.",
	},
	{
		Name: "FlinkTaskManagersUnstable", Subject: SubjectCluster, Severity: v1alpha1.AlertSeverityInfo, Threshold: "taskManagerChanges",
		Expression:  `sum by (namespace, app) (changes(flink_jobmanager_numRegisteredTaskManagers{<flink>}[15m])) > <threshold>`,
		Summary:     `TaskManagers of {{ $labels.namespace }}/{{ $labels.app }} come and go.`,
		Description: `The number of TaskManagers changed {{ $value | printf "%.0f" }} times within 15 minutes.`,
		Meaning:     "TaskManagers are lost and replaced, or started for short jobs and stopped again. Each one that is lost restarts the jobs that it ran.",
		Action:      "Look at FlinkJobRestarting first. If no job restarts, the cause is short jobs or the autoscaler, and harmless. If one does, `kubectl get events -n NAMESPACE` shows evictions, preemption and pods that ran out of memory.",
	},
	{
		Name: "FlinkHeapNearlyFull", Subject: SubjectCluster, Severity: v1alpha1.AlertSeverityWarning, For: "15m", Threshold: "heapPercent",
		Expression: `max by (namespace, app, component, pod) (100 * flink_jobmanager_Status_JVM_Memory_Heap_Used{<flink>} / flink_jobmanager_Status_JVM_Memory_Heap_Max{<flink>}) > <threshold>
or
max by (namespace, app, component, pod) (100 * flink_taskmanager_Status_JVM_Memory_Heap_Used{<flink>} / flink_taskmanager_Status_JVM_Memory_Heap_Max{<flink>}) > <threshold>`,
		Summary:     `The heap of {{ $labels.namespace }}/{{ $labels.pod }} is nearly full.`,
		Description: `The {{ $labels.component }} of {{ $labels.app }} has had more than <threshold> % of its heap in use for 15 minutes, now {{ $value | printf "%.0f" }} %.`,
		Meaning:     "The heap has been nearly full at every scrape, so garbage collection frees little. An OutOfMemoryError, which ends the process and restarts its jobs, is near.",
		Action:      "If FlinkGarbageCollectionHigh fires too, act now: give the process more memory (`jobManager.memory`, `taskManager.memory`), or TaskManagers fewer slots. If state is on the heap (HashMap), consider RocksDB. In a JobManager, the usual causes are many jobs, large accumulators or a long history of checkpoints.",
	},
	{
		Name: "FlinkGarbageCollectionHigh", Subject: SubjectCluster, Computed: true, Severity: v1alpha1.AlertSeverityWarning, For: "10m", Threshold: "garbageCollectionPercent",
		Expression: `max by (namespace, app, component, pod) (flink_jobmanager_Status_JVM_GarbageCollector_All_TimeMsPerSecond{<flink>}) / 10 > <threshold>
or
max by (namespace, app, component, pod) (flink_taskmanager_Status_JVM_GarbageCollector_All_TimeMsPerSecond{<flink>}) / 10 > <threshold>`,
		// G1, which Flink's scripts choose for TaskManagers.
		Earlier:     `max by (namespace, app, component, pod) (rate(flink_taskmanager_Status_JVM_GarbageCollector_G1_Young_Generation_Time{<flink>}[5m]) + rate(flink_taskmanager_Status_JVM_GarbageCollector_G1_Old_Generation_Time{<flink>}[5m])) / 10 > <threshold>`,
		Summary:     `{{ $labels.namespace }}/{{ $labels.pod }} spends its time on garbage collection.`,
		Description: `The {{ $labels.component }} of {{ $labels.app }} has spent more than <threshold> % of its time on garbage collection for 10 minutes, now {{ $value | printf "%.0f" }} %.`,
		Meaning:     "The heap is too small for what is on it: jobs are slow, heartbeats come late, and TaskManagers may be taken for lost. Up to Flink 1.19 the alert sees only TaskManagers, with the collector G1, which is their default.",
		Action:      "As for FlinkHeapNearlyFull. If the heap is not full, look for a job that creates very many short-lived objects; object reuse (`pipeline.object-reuse`) may help.",
	},
	{
		Name: "FlinkMetaspaceNearlyFull", Subject: SubjectCluster, Severity: v1alpha1.AlertSeverityWarning, For: "10m", Threshold: "metaspacePercent",
		// The maximum is -1 where there is none.
		Expression: `max by (namespace, app, component, pod) (100 * flink_jobmanager_Status_JVM_Memory_Metaspace_Used{<flink>} / (flink_jobmanager_Status_JVM_Memory_Metaspace_Max{<flink>} > 0)) > <threshold>
or
max by (namespace, app, component, pod) (100 * flink_taskmanager_Status_JVM_Memory_Metaspace_Used{<flink>} / (flink_taskmanager_Status_JVM_Memory_Metaspace_Max{<flink>} > 0)) > <threshold>`,
		Summary:     `The metaspace of {{ $labels.namespace }}/{{ $labels.pod }} is nearly full.`,
		Description: `The {{ $labels.component }} of {{ $labels.app }} has had more than <threshold> % of its metaspace in use for 10 minutes, now {{ $value | printf "%.0f" }} %.`,
		Meaning:     "Classes fill the metaspace. A session loads a job's classes again at every submission, and a library that keeps a reference to them leaks them. A full metaspace ends the process.",
		Action:      "To gain time, restart the cluster with `restartNonce`; without high availability, a session loses its jobs in a restart. Against a leak, put drivers and connectors into Flink's own lib folder (`jars` of the spec) and not into the job's jar. Otherwise raise `jobmanager.memory.jvm-metaspace.size` or `taskmanager.memory.jvm-metaspace.size`.",
	},
	{
		Name: "FlinkNoFreeSlots", Subject: SubjectCluster, Severity: v1alpha1.AlertSeverityWarning, For: "15m",
		// A busy native session has no free slot either: only with a job that does not get to run is something wrong.
		Expression: `max by (namespace, app) (flink_jobmanager_taskSlotsAvailable{<flink>}) == 0
and on (namespace, app) max by (namespace, app) (flink_jobmanager_taskSlotsTotal{<flink>}) > 0
and on (namespace, app) (
  max by (namespace, app) (flink_jobmanager_job_restartingTime{<flink>}) > 0
  or
  max by (namespace, app) (flink_jobmanager_job_createdTime{<flink>}) > 0
  or
  sum by (namespace, app) (increase(flink_jobmanager_job_numRestarts{<flink>}[15m])) > 0
)`,
		Summary:     `A job of {{ $labels.namespace }}/{{ $labels.app }} does not run, and no slot is free.`,
		Description: `For 15 minutes all slots have been taken while a job waits or restarts.`,
		Meaning:     "A job does not get the slots that it needs, gives up after five minutes (`slot.request.timeout`) and restarts, again and again.",
		Action:      "In mode Native, find out why no further TaskManager starts: pending pods (`kubectl get pods -n NAMESPACE -l app=APP,component=taskmanager`), a ResourceQuota, or the limit `slotmanager.number-of-slots.max`. In mode Standalone, raise `taskManager.replicas` or `taskManager.slots`. Or lower the parallelism of a job.",
	},
	{
		Name: "FlinkContainerRestarted", Subject: SubjectCluster, Needs: []Source{SourceKubeStateMetrics}, Severity: v1alpha1.AlertSeverityWarning,
		Expression:  `sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{<pods>}[15m])) > 0`,
		Summary:     `A container of {{ $labels.namespace }}/{{ $labels.pod }} restarted.`,
		Description: `Flink's container restarted within the last 15 minutes. The counters of its jobs start anew with another JobManager, so that other alerts do not see it.`,
		Meaning:     "Kubernetes restarted a container of a JobManager, or of a TaskManager in mode Standalone. Without high availability, a JobManager that restarts has lost its jobs. TaskManagers in mode Native are replaced instead.",
		Action:      "`kubectl describe pod` shows the exit code and the reason, `kubectl logs --previous` the log before the restart. 137 with OOMKilled: see FlinkContainerOOMKilled. 239: Flink ended itself after a fatal error, which is in the log. Then check that all jobs run again.",
	},
	{
		Name: "FlinkContainerOOMKilled", Subject: SubjectCluster, Needs: []Source{SourceKubeStateMetrics}, Severity: v1alpha1.AlertSeverityWarning,
		Expression: `max by (namespace, pod) (kube_pod_container_status_terminated_reason{<pods>, reason="OOMKilled"}) == 1
or
max by (namespace, pod) (kube_pod_container_status_last_terminated_reason{<pods>, reason="OOMKilled"}) == 1
and on (namespace, pod) sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{<pods>}[15m])) > 0`,
		Summary:     `{{ $labels.namespace }}/{{ $labels.pod }} was killed for lack of memory.`,
		Description: `Flink's container took more memory than its limit, and the kernel killed it.`,
		Meaning:     "The process took more memory than its container may have. Flink sizes the heap to fit, so the cause is memory outside the heap: RocksDB, native libraries, direct buffers, threads.",
		Action:      "Raise `taskManager.memory` (or `jobManager.memory`), or the share outside the heap: `taskmanager.memory.jvm-overhead.fraction`, or for RocksDB `taskmanager.memory.managed.fraction`. `memoryLimitFactor` above 1 lets the container take more for a while. Check that `state.backend.rocksdb.memory.managed` is not false.",
	},
	{
		Name: "FlinkContainerMemoryNearLimit", Subject: SubjectCluster, Needs: []Source{SourceKubeStateMetrics, SourceKubelet}, Severity: v1alpha1.AlertSeverityWarning, For: "10m", Threshold: "containerMemoryPercent",
		Expression: `100 * max by (namespace, pod) (container_memory_working_set_bytes{<pods>})
/ on (namespace, pod) max by (namespace, pod) (kube_pod_container_resource_limits{<pods>, resource="memory"}) > <threshold>`,
		Summary:     `{{ $labels.namespace }}/{{ $labels.pod }} is about to run out of memory.`,
		Description: `Flink's container has used more than <threshold> % of its memory limit for 10 minutes, now {{ $value | printf "%.0f" }} %.`,
		Meaning:     "The container is close to its limit, at which the kernel kills it.",
		Action:      "As for FlinkContainerOOMKilled, before it happens. If usage has been level for days, the cluster is only sized tightly: raise its threshold.",
	},
	{
		Name: "FlinkContainerThrottled", Subject: SubjectCluster, Needs: []Source{SourceKubelet}, Severity: v1alpha1.AlertSeverityWarning, For: "10m", Threshold: "throttledPercent",
		Expression: `100 * sum by (namespace, pod) (increase(container_cpu_cfs_throttled_periods_total{<pods>}[5m]))
/ sum by (namespace, pod) (increase(container_cpu_cfs_periods_total{<pods>}[5m])) > <threshold>`,
		Summary:     `The CPU limit slows {{ $labels.namespace }}/{{ $labels.pod }} down.`,
		Description: `The CPU limit has held the container back in more than <threshold> % of its periods for 10 minutes, now {{ $value | printf "%.0f" }} %.`,
		Meaning:     "The container wants more CPU than its limit. Records wait, and in a JobManager so do heartbeats and checkpoints.",
		Action:      "Raise `cpu`, or `cpuLimitFactor` so that the limit is above the request. At the start of a job, when classes are compiled, it is normal.",
	},
}
