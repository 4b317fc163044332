package streampark

import (
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/alertrule"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func (c *checker) metrics() {
	metrics, field := c.spec.Metrics, path("metrics")
	if !metrics.On() {
		return
	}
	c.AddErr(field.Child("interval"), check.PrometheusDuration(metrics.Interval))
	if !strings.HasPrefix(metrics.Path, "/") || strings.ContainsFunc(metrics.Path, check.Unprintable) {
		c.Add(field.Child("path"), "must be a path, such as /metrics, not %s", diagnostic.Quote(metrics.Path))
	}
	if metrics.Port != nil {
		c.Port(*metrics.Port, field.Child("port"))
		if *metrics.Port == streampark.Port {
			c.Add(field.Child("port"), "must be the port of an agent, such as 9404, not that of StreamPark itself, %d", *metrics.Port)
		} else if *metrics.Port == *c.spec.Service.Port {
			c.Add(field.Child("port"), "must not be %d, which is spec.service.port: the Service has both", *metrics.Port)
		}
	}
	switch {
	case c.target.Version == 0:
	case officialImage.MatchString(c.spec.Image):
		c.Add(field, "must not be on with the official image %s, which has nothing that Prometheus can scrape: set spec.image to one that has", diagnostic.Quote(c.spec.Image))
	case metrics.Port != nil && c.target.Version.SharesJVMOptions():
		c.AddAs(diagnostic.RuleUnsupportedVersion, field.Child("port"), "must not be set with StreamPark %s: each JVM that it starts would load the agent too, and exit because the port is in use, "+
			"so that no Flink could be registered; use %s or later", c.target.Version, streampark.Version(3))
	case metrics.Port == nil && !c.target.Version.Actuator():
		c.AddAs(diagnostic.RuleUnsupportedVersion, field, "must have the port of a Java agent with StreamPark %s, which has no actuator any more: set spec.metrics.port", c.target.Version)
	}
}

// metricsPort is the name of the port of a Java agent.
const metricsPort = "metrics"

// agentPort is the port of a Java agent with metrics; zero without one.
func (r *renderer) agentPort() int32 {
	if metrics := r.spec.Metrics; metrics.On() && metrics.Port != nil {
		return *metrics.Port
	}
	return 0
}

// serviceMonitor has Prometheus scrape StreamPark, whose image says that it can be.
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
	if prometheus := r.target.Settings.Prometheus; prometheus != nil {
		known := map[string]*string{}
		for key, template := range prometheus.Labels {
			if label, ok, _ := r.target.Expand(*template, nil); ok {
				known[key] = &label
			}
		}
		monitor.Labels = object.Over(known, monitor.Labels)
	}
	return monitor
}

// prometheusRule has the alerts about the StreamPark, where its environment has some.
func (r *renderer) prometheusRule() runtime.Object {
	claim := ""
	if r.spec.Workspace != nil {
		claim = r.target.WorkspaceClaim()
	}
	if rule := alertrule.StreamPark(&r.target.Target, claim); rule != nil {
		return rule
	}
	return nil
}

// exposesPrometheus reports whether the actuator must show what an image with Micrometer's registry collects: it shows health
// alone, or, up to 2.1.3, nothing that Prometheus reads.
func (r *renderer) exposesPrometheus() bool {
	metrics := r.spec.Metrics
	return metrics.On() && metrics.Port == nil && metrics.Path == streampark.PrometheusPath && r.version.Actuator()
}
