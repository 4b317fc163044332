package observe

import (
	"bufio"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Metric is a series that was seen.
type Metric struct {
	Name    string
	Process string   // that exports it: jobmanager, taskmanager, operator or kubernetes
	Labels  []string // beside those of the target
	Value   string   // an example
	Option  bool     // seen only with an option that is off by default
	Seen    string   // releases of the operator, such as 1.13+1.15; empty for others
}

// recorded is the folder of the lists of metrics, each taken from real processes.
const recorded = "../../../shared/facts/metrics"

// FlinkVersions are those whose metrics were recorded.
var FlinkVersions = []string{"1.17.2", "1.20.3", "2.2.1"}

// OperatorReleases are those whose metrics were recorded.
var OperatorReleases = []string{"1.13", "1.15"}

// Flink are the metrics of a version of Flink. The test is skipped where the lists are not, and fails in CI.
func Flink(t *testing.T, version string) []Metric {
	t.Helper()
	var metrics []Metric
	for _, row := range rows(t, "flink-"+version+".tsv", 7) {
		metrics = append(metrics, Metric{Name: row[0], Process: row[2], Labels: strings.Split(row[5], ","), Value: row[6], Option: row[4] == "option"})
	}
	return metrics
}

// Operator are the metrics of a release of the operator, such as 1.15. Those that appear on first use stand in the list of
// any release that was seen.
func Operator(t *testing.T, release string) []Metric {
	t.Helper()
	var metrics []Metric
	for _, row := range rows(t, "flink-operator.tsv", 6) {
		metrics = append(metrics, Metric{Name: row[0], Process: "operator", Labels: strings.Split(row[4], ","), Value: row[5], Seen: row[3]})
	}
	if !slices.ContainsFunc(metrics, func(m Metric) bool { return strings.Contains(m.Seen, release) }) {
		t.Fatalf("nothing was recorded of operator %s", release)
	}
	return metrics
}

// Kubernetes are the metrics of kube-state-metrics and cAdvisor that dashboards and rules may use: names of their stable
// documentation, not recorded. What uses them must bear that they are not there.
func Kubernetes() []Metric {
	pod := []string{"namespace", "pod", "container"}
	resource := append(slices.Clone(pod), "resource", "unit")
	return []Metric{
		{Name: "container_memory_working_set_bytes", Process: "kubernetes", Labels: pod, Value: "1.5e9"},
		{Name: "container_cpu_usage_seconds_total", Process: "kubernetes", Labels: pod, Value: "120"},
		{Name: "container_cpu_cfs_throttled_periods_total", Process: "kubernetes", Labels: pod, Value: "3"},
		{Name: "container_cpu_cfs_periods_total", Process: "kubernetes", Labels: pod, Value: "300"},
		{Name: "kube_pod_container_status_restarts_total", Process: "kubernetes", Labels: pod, Value: "1"},
		{Name: "kube_pod_container_status_terminated_reason", Process: "kubernetes", Labels: append(slices.Clone(pod), "reason"), Value: "1"},
		{Name: "kube_pod_container_status_last_terminated_reason", Process: "kubernetes", Labels: append(slices.Clone(pod), "reason"), Value: "1"},
		{Name: "kube_deployment_status_replicas_ready", Process: "kubernetes", Labels: []string{"namespace", "deployment"}, Value: "1"},
		{Name: "kube_pod_container_resource_limits", Process: "kubernetes", Labels: resource, Value: "2e9"},
		{Name: "kubelet_volume_stats_available_bytes", Process: "kubernetes", Labels: []string{"namespace", "persistentvolumeclaim"}, Value: "1e9"},
		{Name: "kubelet_volume_stats_capacity_bytes", Process: "kubernetes", Labels: []string{"namespace", "persistentvolumeclaim"}, Value: "2e9"},
	}
}

// StreamPark are the metrics of Micrometer's registry for Prometheus in Spring Boot 2.7 (Micrometer 1.9), which no official
// image of StreamPark has: names of their documentation, not recorded.
func StreamPark() []Metric {
	memory, pool := []string{"area", "id"}, []string{"pool"}
	request := []string{"exception", "method", "outcome", "status", "uri"}
	return []Metric{
		{Name: "jvm_memory_used_bytes", Process: "streampark", Labels: memory, Value: "4e8"},
		{Name: "jvm_memory_max_bytes", Process: "streampark", Labels: memory, Value: "1e9"},
		{Name: "jvm_memory_committed_bytes", Process: "streampark", Labels: memory, Value: "5e8"},
		{Name: "jvm_gc_pause_seconds_count", Process: "streampark", Labels: []string{"action", "cause"}, Value: "12"},
		{Name: "jvm_gc_pause_seconds_sum", Process: "streampark", Labels: []string{"action", "cause"}, Value: "0.4"},
		{Name: "jvm_threads_live_threads", Process: "streampark", Value: "80"},
		{Name: "process_cpu_usage", Process: "streampark", Value: "0.1"},
		{Name: "process_uptime_seconds", Process: "streampark", Value: "4000"},
		{Name: "process_files_open_files", Process: "streampark", Value: "120"},
		{Name: "process_files_max_files", Process: "streampark", Value: "1048576"},
		{Name: "http_server_requests_seconds_count", Process: "streampark", Labels: request, Value: "200"},
		{Name: "http_server_requests_seconds_sum", Process: "streampark", Labels: request, Value: "8"},
		{Name: "hikaricp_connections", Process: "streampark", Labels: pool, Value: "10"},
		{Name: "hikaricp_connections_active", Process: "streampark", Labels: pool, Value: "2"},
		{Name: "hikaricp_connections_idle", Process: "streampark", Labels: pool, Value: "8"},
		{Name: "hikaricp_connections_pending", Process: "streampark", Labels: pool, Value: "0"},
		{Name: "hikaricp_connections_max", Process: "streampark", Labels: pool, Value: "20"},
		{Name: "hikaricp_connections_timeout_total", Process: "streampark", Labels: pool, Value: "0"},
		{Name: "logback_events_total", Process: "streampark", Labels: []string{"level"}, Value: "3"},
	}
}

// Names are those of metrics, sorted. What Prometheus itself adds to every target is among them.
func Names(metrics ...[]Metric) []string {
	names := map[string]bool{"up": true}
	for _, metric := range slices.Concat(metrics...) {
		names[metric.Name] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// rows are those of a list, each with at least that many columns.
func rows(t *testing.T, name string, columns int) [][]string {
	t.Helper()
	file, err := os.Open(filepath.Join(recorded, name))
	if os.IsNotExist(err) && os.Getenv("CI") != "true" {
		t.Skipf("metrics were recorded in %s, which is not there", recorded)
	}
	if err != nil {
		t.Fatalf("metrics of real processes must be there when CI=true: %v", err)
	}
	defer file.Close()
	var all [][]string
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		row := strings.Split(lines.Text(), "\t")
		if len(row) < columns {
			t.Fatalf("%s: %d columns, not %d: %s", name, len(row), columns, lines.Text())
		}
		all = append(all, row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(all) < 100 {
		t.Fatalf("%s has %d metrics", name, len(all))
	}
	return all
}
