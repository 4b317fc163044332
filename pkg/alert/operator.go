package alert

import "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// operators are the alerts about the operator and what it says of its resources. It counts resources by namespace, without their
// names, and it says UPGRADING for ever of one whose spec it cannot deploy.
var operators = []Alert{
	{
		Name: "FlinkOperatorMissing", Subject: SubjectOperator, Needs: []Source{SourceOperator}, Severity: v1alpha1.AlertSeverityCritical, For: "5m",
		Expression:  `absent(flink_k8soperator_Status_JVM_Threads_Count)`,
		Summary:     `The Flink Kubernetes Operator does not run.`,
		Description: `Prometheus has seen no metric of the operator for 5 minutes. Running clusters go on; nothing deploys, upgrades or recovers them.`,
		Meaning:     "The operator is down, or Prometheus does not scrape it. Clusters and jobs run on, but nothing deploys, upgrades or recovers them. If its webhook is installed, the API server refuses changes of Flink's resources too.",
		Action:      "`kubectl get pods -A -l app.kubernetes.io/name=flink-kubernetes-operator` and the log of the pod. If the pod is up, check that its metrics are on (`metrics` of the FlinkOperator, or `metrics.port` and the reporter `prom` in the values of its chart), and that Prometheus selects its PodMonitor.",
	},
	{
		Name: "FlinkResourceFailed", Subject: SubjectOperator, Needs: []Source{SourceOperator}, Severity: v1alpha1.AlertSeverityCritical, For: "5m",
		Expression:  `sum by (resourcens, resourcetype) (flink_k8soperator_namespace_Lifecycle_State_FAILED_Count{<resources>}) > 0`,
		Summary:     `{{ $value }} {{ $labels.resourcetype }} in {{ $labels.resourcens }} failed.`,
		Description: `The operator has given up on them, or refuses their specs.`,
		Meaning:     "The job of the resource has failed for good, or the operator's validation refuses its spec.",
		Action:      "`kubectl get flinkdeployment,flinksessionjob -n NAMESPACE` shows which, and its `status.error` why. For a failed job see FlinkJobMissing.",
	},
	{
		Name: "FlinkResourceUpgrading", Subject: SubjectOperator, Needs: []Source{SourceOperator}, Severity: v1alpha1.AlertSeverityWarning, For: "30m",
		Expression:  `sum by (resourcens, resourcetype) (flink_k8soperator_namespace_Lifecycle_State_UPGRADING_Count{<resources>}) > 0`,
		Summary:     `{{ $value }} {{ $labels.resourcetype }} in {{ $labels.resourcens }} do not come out of their upgrade.`,
		Description: `They have been upgrading for 30 minutes.`,
		Meaning:     "A resource is stuck between two specs. The operator's metrics also count a spec that it cannot deploy as UPGRADING.",
		Action:      "Look at `status.error` of those that are UPGRADING. A savepoint of large state may take that long; a job that cannot take one holds up its upgrade: fix the job, or change `upgradeMode`, with care for the state.",
	},
	{
		Name: "FlinkResourceNotStable", Subject: SubjectOperator, Needs: []Source{SourceOperator}, Severity: v1alpha1.AlertSeverityWarning, For: "15m",
		Expression:  `sum by (resourcens, resourcetype) (flink_k8soperator_namespace_Lifecycle_State_DEPLOYED_Count{<resources>}) > 0`,
		Summary:     `{{ $value }} {{ $labels.resourcetype }} in {{ $labels.resourcens }} are deployed and do not become stable.`,
		Description: `They have been deployed for 15 minutes without running steadily.`,
		Meaning:     "The operator has deployed the resource, but its JobManager or job never runs for a whole minute.",
		Action:      "`kubectl get flinkdeployment,flinksessionjob -n NAMESPACE`, then the pods and the logs of the one that is DEPLOYED. The alerts about jobs say more.",
	},
	{
		Name: "FlinkDeploymentFailing", Subject: SubjectOperator, Needs: []Source{SourceOperator}, Severity: v1alpha1.AlertSeverityWarning, For: "10m",
		// A suspended deployment has no JobManager either.
		Expression: `sum by (resourcens) (flink_k8soperator_namespace_JmDeploymentStatus_ERROR_Count{<resources>}) > 0
or
sum by (resourcens) (flink_k8soperator_namespace_JmDeploymentStatus_MISSING_Count{<resources>}) - sum by (resourcens) (flink_k8soperator_namespace_Lifecycle_State_SUSPENDED_Count{<resources>, resourcetype="FlinkDeployment"}) > 0`,
		Summary:     `JobManagers in {{ $labels.resourcens }} fail or are missing.`,
		Description: `The operator has counted {{ $value }} FlinkDeployments with a JobManager that fails or is missing for 10 minutes.`,
		Meaning:     "Kubernetes does not start the JobManager of a FlinkDeployment, or the operator cannot create it.",
		Action:      "`kubectl get flinkdeployment -n NAMESPACE -o jsonpath='{range .items[*]}{.metadata.name} {.status.jobManagerDeploymentStatus} {.status.error}{\"\\n\"}{end}'` lists the state and the error of each.",
	},
	{
		Name: "FlinkResourceRolledBack", Subject: SubjectOperator, Needs: []Source{SourceOperator}, Severity: v1alpha1.AlertSeverityWarning, For: "1m",
		Expression:  `sum by (resourcens, resourcetype) (flink_k8soperator_namespace_Lifecycle_State_ROLLED_BACK_Count{<resources>}) > 0`,
		Summary:     `{{ $value }} {{ $labels.resourcetype }} in {{ $labels.resourcens }} run their last spec, not the one in Git.`,
		Description: `The operator went back to the last spec that was stable.`,
		Meaning:     "A change did not become stable in time, and the operator undid it. What runs is not what Git says.",
		Action:      "Find out from the log of the failed deployment what was wrong, and change the spec in Git: any new spec ends the rollback.",
	},
	{
		Name: "FlinkReconciliationFailing", Subject: SubjectOperator, Needs: []Source{SourceOperator}, Severity: v1alpha1.AlertSeverityWarning, Threshold: "failedReconciliations",
		Expression:  `sum by (resourcens, resourcename, resourcetype) (increase(flink_k8soperator_namespace_resource_JOSDK_Reconciliation_failed_Count{<resources>}[15m])) > <threshold>`,
		Summary:     `The operator fails with {{ $labels.resourcetype }} {{ $labels.resourcens }}/{{ $labels.resourcename }}.`,
		Description: `{{ $value | printf "%.0f" }} reconciliations failed within 15 minutes.`,
		Meaning:     "An exception keeps the operator from bringing the resource to its spec. It tries again and again.",
		Action:      "Look for the name of the resource in the operator's log, and at the events of the resource: rights that are missing, an object that exists already, a service that does not answer.",
	},
	{
		Name: "FlinkOperatorRequestsFailing", Subject: SubjectOperator, Needs: []Source{SourceOperator}, Severity: v1alpha1.AlertSeverityWarning, For: "10m",
		Expression:  `sum(rate(flink_k8soperator_KubeClient_HttpRequest_Failed_Count[5m])) > 0`,
		Summary:     `Requests of the Flink Kubernetes Operator to the API server fail.`,
		Description: `For 10 minutes requests have failed without an answer, now {{ $value | printf "%.2f" }} a second.`,
		Meaning:     "Requests of the operator to the API server get no answer, at times or always. Changes come late or not at all.",
		Action:      "Check whether the API server is healthy and whether others reach it; then the network of the operator's node and pod, and whether its token has expired.",
	},
	{
		Name: "FlinkOperatorHeapNearlyFull", Subject: SubjectOperator, Needs: []Source{SourceOperator}, Severity: v1alpha1.AlertSeverityWarning, For: "15m", Threshold: "heapPercent",
		Expression:  `max(100 * flink_k8soperator_Status_JVM_Memory_Heap_Used / flink_k8soperator_Status_JVM_Memory_Heap_Max) > <threshold>`,
		Summary:     `The heap of the Flink Kubernetes Operator is nearly full.`,
		Description: `It has had more than <threshold> % of its heap in use for 15 minutes, now {{ $value | printf "%.0f" }} %.`,
		Meaning:     "The operator needs more memory for the resources that it watches, and will soon run out of it.",
		Action:      "Give it more (`memory` of the FlinkOperator, or `operatorPod.resources` and `jvmArgs.operator` in the values of its chart), or have it watch fewer namespaces.",
	},
}
