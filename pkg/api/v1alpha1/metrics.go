package v1alpha1

// Metrics lets Prometheus scrape JobManager and TaskManagers: Flink's Prometheus reporter, a container port named
// metrics, and a PodMonitor with the labels of the environment's prometheus.
type Metrics struct {
	// Enabled false turns metrics off.
	Enabled *bool `json:"enabled,omitempty"`

	// Port of the reporter. Default: 9249. Flink option metrics.reporter.prom.port.
	Port *int32 `json:"port,omitempty"`

	// Interval between two scrapes as Prometheus writes it, such as 30s. Default: 30s. PodMonitor
	// spec.podMetricsEndpoints[].interval.
	Interval string `json:"interval,omitempty"`
}
