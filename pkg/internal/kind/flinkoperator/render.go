package flinkoperator

import (
	"maps"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
)

// releaseName is that of the Helm release and its pods' label app.kubernetes.io/name, of which there is one in a cluster.
const releaseName = "flink-kubernetes-operator"

// render makes the objects: those of the tool that installs the operator, and the PodMonitor.
func render(o *Target) ([]object.File, diagnostic.Findings) {
	var files []object.File
	switch {
	case o.Spec.Flux != nil:
		files = o.flux()
	case o.Spec.ArgoCD != nil:
		files = o.argoCD()
	}
	if o.Spec.Metrics.On() && *o.Spec.Metrics.PodMonitor {
		files = append(files, object.File{Name: "podmonitor.yaml", Object: o.podMonitor()})
	}
	return files, nil
}

// objectMeta names an object and gives it the labels and annotations of the document.
func (o *Target) objectMeta(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Name: name, Labels: o.Metadata.Labels, Annotations: o.Metadata.Annotations}
}

// namespace is that of the operator, which outlives it.
func (o *Target) namespace() *corev1.Namespace {
	meta := o.objectMeta(o.Spec.Namespace)
	meta.Annotations = object.KeptFromPruning(meta.Annotations)
	return &corev1.Namespace{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"}, ObjectMeta: meta}
}

// podMonitor has Prometheus scrape the operator's pods, wherever the monitor itself is.
func (o *Target) podMonitor() *monitoringv1.PodMonitor {
	port := "metrics" // as the chart names it
	meta := o.objectMeta(releaseName)
	if o.Spec.ArgoCD != nil {
		meta.Name = o.applicationName()
	}
	if labels := o.Spec.Metrics.Labels; len(labels) > 0 {
		all := maps.Clone(labels)
		maps.Copy(all, meta.Labels)
		meta.Labels = all
	}
	monitor := &monitoringv1.PodMonitor{
		TypeMeta:   metav1.TypeMeta{APIVersion: "monitoring.coreos.com/v1", Kind: "PodMonitor"},
		ObjectMeta: meta,
		Spec: monitoringv1.PodMonitorSpec{
			Selector:            metav1.LabelSelector{MatchLabels: map[string]string{"app.kubernetes.io/name": releaseName}},
			PodMetricsEndpoints: []monitoringv1.PodMetricsEndpoint{{Port: &port}},
		},
	}
	if o.Namespace != o.Spec.Namespace {
		monitor.Spec.NamespaceSelector = monitoringv1.NamespaceSelector{MatchNames: []string{o.Spec.Namespace}}
	}
	return monitor
}
