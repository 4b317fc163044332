package observe

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// Target is a process that Prometheus scrapes.
type Target struct {
	Metrics []Metric

	// Labels are those that the monitor gives to every series: namespace, pod, app, component, ...
	Labels map[string]string

	// Own are values of labels that the process itself gives.
	Own map[string]string

	// Values replace the examples, by the names of metrics; a changing one is a function of the time since the start.
	Values map[string]func(time.Duration) float64
}

// Values of the labels that Flink and the operator give, where a panel or a rule reads them.
var labelValues = map[string]string{
	"job_id": "6d1f6a1c6d1f6a1c6d1f6a1c6d1f6a1c", "job_name": "orders", "task_name": "Source:_orders", "operator_name": "orders",
	"namespace": "operator", "resourcens": "streaming", "resourcename": "analytics", "resourcetype": "FlinkDeployment",
	"FlinkVersion": "1.20.3", "FlinkMinorVersion": "1.20", "resource": "memory", "unit": "byte", "area": "heap", "status": "200",
	"quantile": "0.99", "level": "error", "reason": "OOMKilled", "container": "flink-main-container",
}

// exposition is what the target answers, in Prometheus' text format.
func (t Target) exposition(since time.Duration) string {
	var out strings.Builder
	for _, metric := range t.Metrics {
		var labels []string
		for _, label := range metric.Labels {
			value, known := t.Labels[label]
			if metric.Process != "kubernetes" || !known {
				if value, known = t.Own[label]; known {
				} else if value, known = labelValues[label]; !known {
					value = label + "_0"
				}
			}
			labels = append(labels, fmt.Sprintf("%s=%q", label, value))
		}
		value := metric.Value
		if changing := t.Values[metric.Name]; changing != nil {
			value = fmt.Sprint(changing(since))
		}
		fmt.Fprintf(&out, "%s{%s} %s\n", metric.Name, strings.Join(labels, ","), value)
	}
	return out.String()
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
