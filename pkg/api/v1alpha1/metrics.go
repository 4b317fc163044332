package v1alpha1

// Metrics lets Prometheus scrape JobManager and TaskManagers: Flink's Prometheus reporter, a container port named
// metrics, and a PodMonitor with the labels of the environment's prometheus.
type Metrics struct {
	// Enabled false turns metrics off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	// +kubebuilder:default=9249

	// Port of the reporter. Default: 9249. Flink option metrics.reporter.prom.port.
	Port *int32 `json:"port,omitempty"`

	// +kubebuilder:validation:Pattern=`^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$`
	// +kubebuilder:default="30s"
	// +kubebuilder:example="30s"

	// Interval between two scrapes as Prometheus writes it, such as 30s. Default: 30s. PodMonitor
	// spec.podMetricsEndpoints[].interval.
	Interval string `json:"interval,omitempty"`
}
