package observe

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// Target is a process that Prometheus scrapes.
type Target struct {
	Metrics []Metric

	// Labels are those that the monitor gives to every series: namespace, pod, app, component, ...
	Labels map[string]string

	// Own are values of labels that the process itself gives, such as resourcens of the operator. What Kubernetes exports has those
	// of Labels for want of others.
	Own map[string]string

	// Values replace the examples, by the names of metrics; a changing one is a function of the time since the start.
	Values map[string]func(time.Duration) float64
}

// Values of the labels that Flink and the operator give, where a panel or a rule reads them.
var labelValues = map[string]string{
	"job_id": "6d1f6a1c6d1f6a1c6d1f6a1c6d1f6a1c", "job_name": "orders", "task_name": "Source:_orders", "operator_name": "orders",
	"namespace": "operator", "resourcens": "streaming", "resourcename": "analytics", "resourcetype": "FlinkDeployment",
	"FlinkVersion": "1.20.3", "FlinkMinorVersion": "1.20", "resource": "memory", "unit": "byte", "area": "heap", "status": "200",
	"level": "error", "reason": "OOMKilled", "container": "flink-main-container",
}

// exposition is what the target answers, in Prometheus' text format.
func (t Target) exposition(since time.Duration) string {
	var out strings.Builder
	for _, metric := range t.Metrics {
		value := metric.Value
		if changing := t.Values[metric.Name]; changing != nil {
			value = fmt.Sprint(changing(since))
		}
		quantiles := []string{""}
		if slices.Contains(metric.Labels, "quantile") { // of a summary, two of them
			quantiles = []string{"0.5", "0.99"}
		}
		for _, quantile := range quantiles {
			fmt.Fprintf(&out, "%s{%s} %s\n", metric.Name, t.labels(metric, quantile), value)
		}
	}
	return out.String()
}

// labels are those of a series, as the format writes them.
func (t Target) labels(metric Metric, quantile string) string {
	var labels []string
	for _, label := range metric.Labels {
		value, known := t.Own[label]
		if !known && metric.Process == "kubernetes" {
			value, known = t.Labels[label]
		}
		if !known {
			value, known = labelValues[label]
		}
		switch {
		case label == "quantile":
			value = quantile
		case !known:
			value = label + "_0"
		}
		labels = append(labels, fmt.Sprintf("%s=%q", label, value))
	}
	return strings.Join(labels, ",")
}

// serve answers scrapes of the targets, each under its number, and returns host:port.
func serve(t *testing.T, targets []Target) string {
	t.Helper()
	start := time.Now()
	mux := http.NewServeMux()
	for i, target := range targets {
		mux.HandleFunc(fmt.Sprintf("/%d", i), func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
			fmt.Fprint(w, target.exposition(time.Since(start)))
		})
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}
