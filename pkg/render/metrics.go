package render

import (
	"strconv"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
)

// metricsPort is the name of the container port; Flink itself declares none for a reporter.
const metricsPort = "metrics"

// metrics starts the Prometheus reporter in every process and opens its port.
func (r *renderer) metrics() {
	metrics := r.cluster.Metrics
	if !metrics.On() {
		return
	}
	r.configuration.set(flink.PrometheusReporterFactoryClass, "org.apache.flink.metrics.prometheus.PrometheusReporterFactory", path("metrics"))
	r.configuration.set(flink.PrometheusReporterPort, strconv.Itoa(int(*metrics.Port)), path("metrics", "port"))
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
			Selector: metav1.LabelSelector{MatchLabels: map[string]string{"app": r.target.Metadata.Name}},
			// Session and role: Flink itself exports neither.
			PodTargetLabels:     []string{"app", "component"},
			PodMetricsEndpoints: []monitoringv1.PodMetricsEndpoint{{Port: &port, Interval: monitoringv1.Duration(metrics.Interval)}},
		},
	}
	if prometheus := r.target.Facts.Prometheus; prometheus != nil {
		monitor.Labels = objectmeta.Over(r.expandedLabels(prometheus.Labels), monitor.Labels)
	}
	return monitor
}

// expandedLabels puts the session's names into labels. One that a base does not know yet is left to the overlays.
func (r *renderer) expandedLabels(templates map[string]*string) map[string]*string {
	labels := make(map[string]*string, len(templates))
	for key, template := range templates {
		if label, ok := r.expand(*template, nil); ok {
			labels[key] = &label
		}
	}
	return labels
}
