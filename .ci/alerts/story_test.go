package alerts

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
)

// story is how an alert comes about. Times are minutes: a sample is one each minute.
type story struct {
	alert string
	file  string // of the rule
	app   string // of the series

	fires map[string]string // values by metric with which it fires
	quiet map[string]string // with which it does not
	until int               // minutes: when it is looked at

	firesOnNothing bool
	labels         []string // of the alert, from its series
	severity       string
	routed         map[string]string // further labels that the environment gives
}

const (
	environment = "alerts/tree/environments/prod/shared/prometheusrule.yaml"
	session     = "alerts/tree/flink/analytics/overlays/prod/prometheusrule.yaml"
	application = "alerts/tree/applications/orders/overlays/prod/prometheusrule.yaml"
	console     = "alerts/tree/streampark/console/overlays/prod/prometheusrule.yaml"
	inline      = "alerts-inline/tree/flink/analytics/base/prometheusrule.yaml"
	older       = "alerts-own/tree/flink/reports/overlays/dev/prometheusrule.yaml"
)

var (
	ofApp      = []string{"namespace", "app"}
	ofPod      = []string{"namespace", "app", "component", "pod"}
	ofJob      = []string{"namespace", "app", "job_name", "job_id"}
	ofTask     = []string{"namespace", "app", "job_name", "job_id", "task_name"}
	ofPodName  = []string{"namespace", "pod"}
	ofResource = []string{"resourcens", "resourcetype"}
)

// values of the labels of all series.
func values(file, app string) map[string]string {
	labels := map[string]string{
		"namespace": "streaming-prod", "app": app, "component": "jobmanager", "pod": app + "-6d9f7c5b8-x2x4z", "job_name": "orders", "job_id": "6d1f",
		"task_name": "map", "container": "flink-main-container", "resourcens": "streaming_prod", "resourcetype": "FlinkDeployment",
		"resourcename": "analytics", "deployment": app, "persistentvolumeclaim": app, "resource": "memory", "reason": "OOMKilled",
	}
	switch file {
	case inline:
		labels["namespace"] = "streaming"
	case older:
		labels["namespace"] = "streaming-dev"
	}
	return labels
}

type series = map[string]string

var stories = []story{
	{alert: "FlinkJobManagerMissing", file: session, app: "analytics", severity: "critical", labels: ofApp, firesOnNothing: true, until: 10,
		fires: series{"flink_jobmanager_Status_JVM_Threads_Count": "80x60"}, // a standby alone
		quiet: series{"flink_jobmanager_taskSlotsTotal": "0x60"}},
	{alert: "FlinkTaskManagersMissing", file: application, app: "orders", severity: "warning", labels: ofApp, until: 30,
		fires: series{"flink_jobmanager_numRegisteredTaskManagers": "3x5 2x60"},
		quiet: series{"flink_jobmanager_numRegisteredTaskManagers": "3x5 2x5 3x60"}}, // one was replaced
	{alert: "FlinkTaskManagersUnstable", file: environment, app: "analytics", severity: "info", labels: ofApp, until: 20,
		fires: series{"flink_jobmanager_numRegisteredTaskManagers": "1x8 2 1 2 1 2 1 2x60"},
		quiet: series{"flink_jobmanager_numRegisteredTaskManagers": "0x10 1 2 3x60"}}, // a job came
	{alert: "FlinkHeapNearlyFull", file: environment, app: "analytics", severity: "warning", labels: ofPod, until: 40,
		fires: series{"flink_taskmanager_Status_JVM_Memory_Heap_Used": "95x60", "flink_taskmanager_Status_JVM_Memory_Heap_Max": "100x60"},
		quiet: series{"flink_taskmanager_Status_JVM_Memory_Heap_Used": "95 95 95 40 95 95 95 40 95 95 95 40 95 95 95 40 95 95 95 40 95 95 95 40 95 95 95 40 95 95 95 40 95 95 95 40 95 95 95 40 95 95 95 40",
			"flink_taskmanager_Status_JVM_Memory_Heap_Max": "100x60"}}, // collected again and again
	{alert: "FlinkGarbageCollectionHigh", file: session, app: "analytics", severity: "warning", labels: ofPod, until: 30,
		fires: series{"flink_taskmanager_Status_JVM_GarbageCollector_All_TimeMsPerSecond": "150x60"},
		quiet: series{"flink_taskmanager_Status_JVM_GarbageCollector_All_TimeMsPerSecond": "150x5 20x60"}},
	{alert: "FlinkGarbageCollectionHigh", file: older, app: "reports", severity: "warning", labels: ofPod, until: 30, routed: map[string]string{"environment": "dev"},
		fires: series{"flink_taskmanager_Status_JVM_GarbageCollector_G1_Young_Generation_Time": "0+6000x60", "flink_taskmanager_Status_JVM_GarbageCollector_G1_Old_Generation_Time": "0+3000x60"},
		quiet: series{"flink_taskmanager_Status_JVM_GarbageCollector_G1_Young_Generation_Time": "0+3000x60", "flink_taskmanager_Status_JVM_GarbageCollector_G1_Old_Generation_Time": "0x60"}},
	{alert: "FlinkMetaspaceNearlyFull", file: environment, app: "analytics", severity: "warning", labels: ofPod, until: 30,
		fires: series{"flink_jobmanager_Status_JVM_Memory_Metaspace_Used": "95x60", "flink_jobmanager_Status_JVM_Memory_Metaspace_Max": "100x60"},
		quiet: series{"flink_jobmanager_Status_JVM_Memory_Metaspace_Used": "95x60", "flink_jobmanager_Status_JVM_Memory_Metaspace_Max": "-1x60"}}, // no maximum
	{alert: "FlinkNoFreeSlots", file: environment, app: "analytics", severity: "warning", labels: ofApp, until: 60,
		fires: series{"flink_jobmanager_taskSlotsAvailable": "0x60", "flink_jobmanager_taskSlotsTotal": "4x60", "flink_jobmanager_job_numRestarts": "0+0.2x60"},
		quiet: series{"flink_jobmanager_taskSlotsAvailable": "0x60", "flink_jobmanager_taskSlotsTotal": "4x60", "flink_jobmanager_job_numRestarts": "2x60", "flink_jobmanager_job_restartingTime": "0x60"}}, // busy
	{alert: "FlinkContainerRestarted", file: environment, app: "analytics", severity: "warning", labels: ofPodName, until: 20,
		fires: series{"kube_pod_container_status_restarts_total": "0x15 1x60"},
		quiet: series{"kube_pod_container_status_restarts_total": "5x60"}},
	{alert: "FlinkContainerOOMKilled", file: environment, app: "analytics", severity: "warning", labels: ofPodName, until: 20,
		fires: series{"kube_pod_container_status_restarts_total": "0x15 1x60", "kube_pod_container_status_last_terminated_reason": "1x60"},
		quiet: series{"kube_pod_container_status_restarts_total": "1x60", "kube_pod_container_status_last_terminated_reason": "1x60"}}, // long ago
	{alert: "FlinkContainerMemoryNearLimit", file: environment, app: "analytics", severity: "warning", labels: ofPodName, until: 30,
		fires: series{"container_memory_working_set_bytes": "97x60", "kube_pod_container_resource_limits": "100x60"},
		quiet: series{"container_memory_working_set_bytes": "97x60"}}, // no limit
	{alert: "FlinkContainerThrottled", file: environment, app: "analytics", severity: "warning", labels: ofPodName, until: 30,
		fires: series{"container_cpu_cfs_throttled_periods_total": "0+400x60", "container_cpu_cfs_periods_total": "0+600x60"},
		quiet: series{"container_cpu_cfs_throttled_periods_total": "0x60", "container_cpu_cfs_periods_total": "0x60"}}, // neither runs
	{alert: "FlinkJobRestarting", file: environment, app: "analytics", severity: "critical", labels: ofJob, until: 22,
		fires: series{"flink_jobmanager_job_numRestarts": "0x14 1 2 3 4x60"},
		quiet: series{"flink_jobmanager_job_numRestarts": "5x14 0 1x60"}}, // another JobManager, which counts anew
	{alert: "FlinkJobNotRunning", file: environment, app: "analytics", severity: "critical", labels: ofJob, until: 20,
		fires: series{"flink_jobmanager_job_restartingTime": "0x10 0+60000x60"},
		quiet: series{"flink_jobmanager_job_restartingTime": "0 60000 0 60000 0 60000 0 60000x3 0x60"}},
	{alert: "FlinkJobMissing", file: application, app: "orders", severity: "critical", labels: ofApp, until: 30,
		fires: series{"flink_jobmanager_numRunningJobs": "1x5 0x60"},
		quiet: series{"flink_jobmanager_numRunningJobs": "1x5 0x5 1x60"}}, // an upgrade
	{alert: "FlinkCheckpointsFailing", file: environment, app: "analytics", severity: "warning", labels: ofJob, until: 25,
		fires: series{"flink_jobmanager_job_numberOfFailedCheckpoints": "0x15 1 2 3 4 5x60"},
		quiet: series{"flink_jobmanager_job_numberOfFailedCheckpoints": "0x15 1 2x60"}}, // a start
	{alert: "FlinkCheckpointsStalled", file: session, app: "analytics", severity: "critical", labels: ofJob, until: 60,
		fires: series{"flink_jobmanager_job_numberOfCompletedCheckpoints": "7x90", "flink_jobmanager_job_runningTime": "0+60000x90"},
		quiet: series{"flink_jobmanager_job_numberOfCompletedCheckpoints": "7x90", "flink_jobmanager_job_runningTime": "0x90"}}, // FlinkJobNotRunning tells
	{alert: "FlinkCheckpointsSlow", file: session, app: "analytics", severity: "warning", labels: ofJob, until: 30,
		fires: series{"flink_jobmanager_job_lastCheckpointDuration": "1000000x60"},
		quiet: series{"flink_jobmanager_job_lastCheckpointDuration": "-1x60"}}, // none yet
	{alert: "FlinkStateGrowing", file: environment, app: "analytics", severity: "info", labels: ofJob, until: 1510,
		fires: series{"flink_jobmanager_job_lastCheckpointFullSize": "2e9x1439 4e9x200"},
		quiet: series{"flink_jobmanager_job_lastCheckpointFullSize": "-1x1439 4e9x200"}}, // none a day ago
	{alert: "FlinkTaskBackPressured", file: environment, app: "analytics", severity: "warning", labels: ofTask, until: 40,
		fires: series{"flink_taskmanager_job_task_backPressuredTimeMsPerSecond": "800x60"},
		quiet: series{"flink_taskmanager_job_task_backPressuredTimeMsPerSecond": "800x10 0x60"}},
	{alert: "FlinkTaskBusy", file: environment, app: "analytics", severity: "info", labels: ofTask, until: 60,
		fires: series{"flink_taskmanager_job_task_busyTimeMsPerSecond": "990x60"},
		quiet: series{"flink_taskmanager_job_task_busyTimeMsPerSecond": "990x10 300x60"}}, // it caught up
	{alert: "FlinkEventTimeLag", file: inline, app: "analytics", severity: "warning", labels: ofJob, until: 30,
		fires: series{"flink_taskmanager_job_task_operator_currentEmitEventTimeLag": "900000x60"},
		quiet: series{"flink_taskmanager_job_task_operator_currentEmitEventTimeLag": "500x60"}},
	{alert: "FlinkOperatorMissing", file: environment, app: "analytics", severity: "critical", firesOnNothing: true, until: 10,
		fires: series{"up": "0x60"},
		quiet: series{"flink_k8soperator_Status_JVM_Threads_Count": "40x60"}},
	{alert: "FlinkResourceFailed", file: environment, app: "analytics", severity: "critical", labels: ofResource, until: 10,
		fires: series{"flink_k8soperator_namespace_Lifecycle_State_FAILED_Count": "1x60"},
		quiet: series{"flink_k8soperator_namespace_Lifecycle_State_FAILED_Count": "0x60"}},
	{alert: "FlinkResourceUpgrading", file: environment, app: "analytics", severity: "warning", labels: ofResource, until: 40,
		fires: series{"flink_k8soperator_namespace_Lifecycle_State_UPGRADING_Count": "1x60"},
		quiet: series{"flink_k8soperator_namespace_Lifecycle_State_UPGRADING_Count": "1x20 0x60"}},
	{alert: "FlinkResourceNotStable", file: environment, app: "analytics", severity: "warning", labels: ofResource, until: 20,
		fires: series{"flink_k8soperator_namespace_Lifecycle_State_DEPLOYED_Count": "1x60"},
		quiet: series{"flink_k8soperator_namespace_Lifecycle_State_DEPLOYED_Count": "1x2 0x60"}},
	{alert: "FlinkDeploymentFailing", file: environment, app: "analytics", severity: "warning", labels: []string{"resourcens"}, until: 20,
		fires: series{"flink_k8soperator_namespace_JmDeploymentStatus_MISSING_Count": "2x60", "flink_k8soperator_namespace_Lifecycle_State_SUSPENDED_Count": "1x60"},
		quiet: series{"flink_k8soperator_namespace_JmDeploymentStatus_MISSING_Count": "1x60", "flink_k8soperator_namespace_Lifecycle_State_SUSPENDED_Count": "1x60"}},
	{alert: "FlinkResourceRolledBack", file: environment, app: "analytics", severity: "warning", labels: ofResource, until: 10,
		fires: series{"flink_k8soperator_namespace_Lifecycle_State_ROLLED_BACK_Count": "1x60"},
		quiet: series{"flink_k8soperator_namespace_Lifecycle_State_ROLLED_BACK_Count": "0x60"}},
	{alert: "FlinkReconciliationFailing", file: environment, app: "analytics", severity: "warning", labels: []string{"resourcens", "resourcename", "resourcetype"}, until: 20,
		fires: series{"flink_k8soperator_namespace_resource_JOSDK_Reconciliation_failed_Count": "1+1x60"},
		quiet: series{"flink_k8soperator_namespace_resource_JOSDK_Reconciliation_failed_Count": "1x14 2x60"}},
	{alert: "FlinkOperatorRequestsFailing", file: environment, app: "analytics", severity: "warning", until: 30,
		fires: series{"flink_k8soperator_KubeClient_HttpRequest_Failed_Count": "0+1x60"},
		quiet: series{"flink_k8soperator_KubeClient_HttpRequest_Failed_Count": "6x60"}},
	{alert: "FlinkOperatorHeapNearlyFull", file: environment, app: "analytics", severity: "warning", until: 30,
		fires: series{"flink_k8soperator_Status_JVM_Memory_Heap_Used": "95x60", "flink_k8soperator_Status_JVM_Memory_Heap_Max": "100x60"},
		quiet: series{"flink_k8soperator_Status_JVM_Memory_Heap_Used": "50x60", "flink_k8soperator_Status_JVM_Memory_Heap_Max": "100x60"}},
	{alert: "StreamParkNotReady", file: console, app: "console", severity: "critical", labels: []string{"namespace", "deployment"}, until: 10,
		fires: series{"kube_deployment_status_replicas_ready": "0x60"},
		quiet: series{"kube_deployment_status_replicas_ready": "0x2 1x60"}},
	{alert: "StreamParkRestarting", file: console, app: "console", severity: "warning", labels: []string{"namespace"}, until: 35,
		fires: series{"kube_pod_container_status_restarts_total": "0x20 1 2 3 4x60"},
		quiet: series{"kube_pod_container_status_restarts_total": "0x20 1x60"}},
	{alert: "StreamParkMemoryNearLimit", file: console, app: "console", severity: "warning", labels: []string{"namespace", "pod", "container"}, until: 30,
		fires: series{"container_memory_working_set_bytes": "97x60", "kube_pod_container_resource_limits": "100x60"},
		quiet: series{"container_memory_working_set_bytes": "60x60", "kube_pod_container_resource_limits": "100x60"}},
	{alert: "StreamParkWorkspaceNearlyFull", file: console, app: "console", severity: "warning", labels: []string{"namespace", "persistentvolumeclaim"}, until: 30,
		fires: series{"kubelet_volume_stats_available_bytes": "5x60", "kubelet_volume_stats_capacity_bytes": "100x60"},
		quiet: series{"kubelet_volume_stats_available_bytes": "50x60", "kubelet_volume_stats_capacity_bytes": "100x60"}},
}

// Each alert fires when it must, does not when it need not, and says nothing where its metrics are not there, unless that is what
// it is about.
func TestAlertsFireWhenTheyMust(t *testing.T) {
	folder, arguments := t.TempDir(), []string{"test", "rules"}
	for _, s := range stories {
		rules := named(t, s.file).only(s.alert).write(t, folder)
		expected := map[string]string{"severity": s.severity}
		all := values(s.file, s.app)
		for _, label := range s.labels {
			expected[label] = all[label]
		}
		maps.Copy(expected, s.routed)
		var onNothing map[string]string
		if s.firesOnNothing {
			onNothing = expected
		}
		text, err := yaml.Marshal(map[string]any{"rule_files": []string{rules}, "evaluation_interval": "1m", "tests": []map[string]any{
			s.test("fires", s.fires, expected),
			s.test("quiet", s.quiet, nil),
			s.test("nothing", series{"something_else": "1x60"}, onNothing),
		}})
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, s.alert+"-"+s.app+".yaml") // promtool names it where it fails
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, path)
	}
	promtool(t, arguments...)
	t.Logf("%d alerts, three tests each", len(stories))
}

// test is one for promtool; expected are the labels of the alert, nil for none.
func (s story) test(name string, inputs series, expected map[string]string) map[string]any {
	labels := values(s.file, s.app)
	var pairs []string
	for _, label := range slices.Sorted(maps.Keys(labels)) {
		pairs = append(pairs, fmt.Sprintf("%s=%q", label, labels[label]))
	}
	var given []map[string]string
	for _, metric := range slices.Sorted(maps.Keys(inputs)) {
		own := pairs
		if strings.HasPrefix(metric, "flink_taskmanager_") {
			own = slices.Clone(pairs)
			own[slices.Index(own, `component="jobmanager"`)] = `component="taskmanager"`
		}
		given = append(given, map[string]string{"series": metric + "{" + strings.Join(own, ",") + "}", "values": inputs[metric]})
	}
	check := map[string]any{"alertname": s.alert, "eval_time": fmt.Sprintf("%dm", s.until)}
	if expected != nil {
		expected = maps.Clone(expected)
		for metric := range inputs {
			if _, ok := expected["component"]; ok && strings.HasPrefix(metric, "flink_taskmanager_") {
				expected["component"] = "taskmanager"
			}
		}
		check["exp_alerts"] = []map[string]any{{"exp_labels": expected, "exp_annotations": map[string]string{}}}
	}
	return map[string]any{"name": name, "interval": "1m", "input_series": given, "alert_rule_test": []any{check}}
}

// No alert is without its story.
func TestEveryAlertHasAStory(t *testing.T) {
	told := map[string]bool{}
	for _, s := range stories {
		told[s.alert] = true
	}
	for _, name := range alert.Names() {
		if !told[name] {
			t.Errorf("%s has no story", name)
		}
	}
}
