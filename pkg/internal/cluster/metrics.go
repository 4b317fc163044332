package cluster

import (
	"strconv"
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// DefaultMetricsInterval is how often Prometheus scrapes.
const DefaultMetricsInterval = "30s"

func setMetricsDefaults(cluster *v1alpha1.Cluster) {
	if cluster.Metrics.On() {
		resolve.SetDefault(&cluster.Metrics.Interval, DefaultMetricsInterval)
		resolve.SetDefaultPointer(&cluster.Metrics.Port, 9249)
	}
}

func (c *checker) metrics() {
	metrics, field := c.cluster.Metrics, path("metrics")
	if !metrics.On() {
		return
	}
	if port := *metrics.Port; port < 1 || port > 65535 {
		c.Add(field.Child("port"), "must be a port from 1 to 65535, not %d", port)
	} else if key := c.listensOn(port); key != "" && c.Complete {
		c.Add(field.Child("port"), "must not be %d, on which Flink listens already: %s", port, key)
	}
	c.AddErr(field.Child("interval"), check.PrometheusDuration(metrics.Interval))
}

// listeners are the options with the ports on which the pods listen, and their values unless set.
var listeners = []struct{ key, port string }{
	{"rest.port", "8081"}, {"jobmanager.rpc.port", "6123"}, {"blob.server.port", "6124"}, {"taskmanager.rpc.port", "6122"},
}

// listensOn names the option of the port on which Flink listens; it is empty when there is none.
func (c *checker) listensOn(port int32) string {
	for _, l := range listeners {
		if value := c.cluster.FlinkConfiguration[l.key]; value != nil {
			l.port = *value
		}
		if taken, err := strconv.ParseInt(l.port, 10, 32); err == nil && int32(taken) == port {
			return l.key
		}
	}
	return ""
}

func checkMetricsSettings(c *check.Checker, prometheus *v1alpha1.EnvironmentPrometheus) {
	if prometheus != nil {
		c.Labels(expanded(check.Given(check.WithoutNil(prometheus.Labels))), path("prometheus", "labels"))
	}
}

// metricsPort is the name of the container port; Flink itself declares none for a reporter.
const metricsPort = "metrics"

// metrics starts the Prometheus reporter in every process and opens its port.
func (r *renderer) metrics() {
	metrics := r.cluster.Metrics
	if !metrics.On() {
		return
	}
	r.configuration.set(flink.PrometheusReporterFactoryClass, "org.apache.flink.metrics.prometheus.PrometheusReporterFactory", "metrics")
	r.configuration.set(flink.PrometheusReporterPort, strconv.Itoa(int(*metrics.Port)), "metrics.port")
	main := r.mainContainer()
	main.Ports = append(main.Ports, corev1.ContainerPort{Name: metricsPort, ContainerPort: *metrics.Port, Protocol: corev1.ProtocolTCP})
}

// podMonitor has Prometheus scrape all pods of the session: TaskManagers come and go, so no Service lists them.
func (r *renderer) podMonitor() runtime.Object {
	metrics := r.cluster.Metrics
	if !metrics.On() {
		return nil
	}
	port := metricsPort
	monitor := &monitoringv1.PodMonitor{
		TypeMeta:   metav1.TypeMeta{APIVersion: "monitoring.coreos.com/v1", Kind: "PodMonitor"},
		ObjectMeta: r.objectMeta(r.target.Metadata.Name),
		Spec: monitoringv1.PodMonitorSpec{
			Selector: metav1.LabelSelector{MatchLabels: r.podLabels()},
			// Session and role: Flink itself exports neither.
			PodTargetLabels:     []string{"app", "component"},
			PodMetricsEndpoints: []monitoringv1.PodMetricsEndpoint{{Port: &port, Interval: monitoringv1.Duration(metrics.Interval)}},
		},
	}
	if prometheus := r.target.Settings.Prometheus; prometheus != nil {
		monitor.Labels = object.Over(r.expandedLabels(prometheus.Labels), monitor.Labels)
	}
	return monitor
}

// expandedLabels puts the session's names into labels. One that a base does not know yet is left to the overlays.
func (r *renderer) expandedLabels(templates map[string]*string) map[string]*string {
	labels := make(map[string]*string, len(templates))
	for key, template := range templates {
		if label, ok := r.expand(*template, ""); ok {
			labels[key] = &label
		}
	}
	return labels
}

// sampleLabel puts something valid in the place of what is filled in later.
var sampleLabel = strings.NewReplacer("{namespace}", "n", "{name}", "s")

// expanded are labels with short names in place of {namespace} and {name}, which are names of objects.
func expanded(labels map[string]string) map[string]string {
	for key, label := range labels {
		labels[key] = sampleLabel.Replace(label)
	}
	return labels
}
