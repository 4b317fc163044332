package console

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// metricsPort is the name of the port of a Java agent.
const metricsPort = "metrics"

// agentPort is the port of a Java agent with metrics; zero without one.
func (r *renderer) agentPort() int32 {
	if metrics := r.spec.Metrics; metrics.On() && metrics.Port != nil {
		return *metrics.Port
	}
	return 0
}

// serviceMonitor has Prometheus scrape the console, whose image says that it can be.
func (r *renderer) serviceMonitor() runtime.Object {
	metrics := r.spec.Metrics
	if !metrics.On() {
		return nil
	}
	port := portName
	if r.agentPort() != 0 {
		port = metricsPort
	}
	ofService := map[string]string{serviceLabel: r.serviceLabels()[serviceLabel]}
	monitor := &monitoringv1.ServiceMonitor{
		TypeMeta:   metav1.TypeMeta{APIVersion: "monitoring.coreos.com/v1", Kind: "ServiceMonitor"},
		ObjectMeta: r.objectMeta(r.name()),
		Spec: monitoringv1.ServiceMonitorSpec{
			Selector:  metav1.LabelSelector{MatchLabels: ofService},
			Endpoints: []monitoringv1.Endpoint{{Port: port, Path: metrics.Path, Interval: monitoringv1.Duration(metrics.Interval)}},
		},
	}
	if prometheus := r.park.Facts.Prometheus; prometheus != nil {
		known := map[string]*string{}
		for key, template := range prometheus.Labels {
			if label, ok, _ := r.park.Expand(*template, nil); ok {
				known[key] = &label
			}
		}
		monitor.Labels = objectmeta.Over(known, monitor.Labels)
	}
	return monitor
}

// exposesPrometheus tells whether the actuator must show what an image with Micrometer's registry collects: it shows health
// alone, or, up to 2.1.3, nothing that Prometheus reads.
func (r *renderer) exposesPrometheus() bool {
	metrics := r.spec.Metrics
	return metrics.On() && metrics.Port == nil && metrics.Path == streampark.PrometheusPath && r.version.Actuator()
}
