package console

import (
	"maps"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// metricsPort is the name of the port of a Java agent.
const metricsPort = "metrics"

// services are the Service of the console and, with an Ingress, one without pods for what must not be reached.
func (r *renderer) services() []runtime.Object {
	service := r.spec.Service
	meta := r.objectMeta(service.Name)
	all := r.selector() // by which a ServiceMonitor finds the Service
	maps.Copy(all, meta.Labels)
	meta.Labels = objectmeta.With(all, service.Labels)
	meta.Annotations = objectmeta.With(meta.Annotations, service.Annotations)
	made := &corev1.Service{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Service"},
		ObjectMeta: meta,
		Spec: corev1.ServiceSpec{
			Type:     corev1.ServiceType(service.Type),
			Selector: r.selector(),
			Ports:    []corev1.ServicePort{{Name: portName, Port: *service.Port, TargetPort: intstr.FromString(portName)}},
		},
	}
	if agent := r.agentPort(); agent != 0 {
		made.Spec.Ports = append(made.Spec.Ports, corev1.ServicePort{Name: metricsPort, Port: agent, TargetPort: intstr.FromInt32(agent)})
	}
	services := []runtime.Object{made}
	if r.spec.Ingress.On() {
		services = append(services, &corev1.Service{
			TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Service"},
			ObjectMeta: r.objectMeta(r.blockedName()),
			Spec:       corev1.ServiceSpec{Ports: []corev1.ServicePort{{Name: portName, Port: 80, TargetPort: intstr.FromInt32(80)}}},
		})
	}
	return services
}

func (r *renderer) blockedName() string { return r.name() + "-blocked" }

// bodySize is the annotation with which ingress-nginx takes a large jar.
const bodySize = "nginx.ingress.kubernetes.io/proxy-body-size"

// ingress routes a host of its own to the console.
func (r *renderer) ingress() []runtime.Object {
	ingress := r.spec.Ingress
	if !ingress.On() {
		return nil
	}
	host, ok, errs := r.park.Host(ingress.Host, path("ingress", "host"), path("ingress"))
	r.errs = append(r.errs, errs...)
	if !ok {
		return nil
	}
	// What is before the login asks nobody who they are. The rules that would deny it are another for each Ingress
	// controller; a Service without pods is one for all.
	paths := []networkingv1.HTTPIngressPath{
		route("/actuator", r.blockedName()),
		route("/h2-console", r.blockedName()),
		route("/", r.spec.Service.Name),
	}
	made := &networkingv1.Ingress{
		TypeMeta:   metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "Ingress"},
		ObjectMeta: r.objectMeta(r.name()),
		Spec: networkingv1.IngressSpec{
			Rules: []networkingv1.IngressRule{{Host: host, IngressRuleValue: networkingv1.IngressRuleValue{HTTP: &networkingv1.HTTPIngressRuleValue{Paths: paths}}}},
		},
	}
	if ingress.TLSSecretName != "" {
		made.Spec.TLS = []networkingv1.IngressTLS{{Hosts: []string{host}, SecretName: ingress.TLSSecretName}}
	}
	if ingress.ClassName != "" {
		made.Spec.IngressClassName = &ingress.ClassName
	}
	own := map[string]string{bodySize: ingress.BodySize}
	maps.Copy(own, made.Annotations)
	if facts := r.park.Facts.Ingress; facts != nil {
		own = objectmeta.Over(facts.Annotations, own)
	}
	made.Annotations = objectmeta.With(own, ingress.Annotations)
	made.Labels = objectmeta.With(made.Labels, ingress.Labels)
	return []runtime.Object{made}
}

func route(path, service string) networkingv1.HTTPIngressPath {
	prefix := networkingv1.PathTypePrefix
	return networkingv1.HTTPIngressPath{
		Path:     path,
		PathType: &prefix,
		Backend: networkingv1.IngressBackend{Service: &networkingv1.IngressServiceBackend{
			Name: service,
			Port: networkingv1.ServiceBackendPort{Name: portName},
		}},
	}
}

// exposesPrometheus tells whether the actuator must show what an image with Micrometer's registry collects: it shows health
// alone, or, up to 2.1.3, nothing that Prometheus reads.
func (r *renderer) exposesPrometheus() bool {
	metrics := r.spec.Metrics
	return metrics.On() && metrics.Port == nil && metrics.Path == streampark.PrometheusPath && r.version.Actuator()
}

// agentPort is the port of a Java agent with metrics; zero without one.
func (r *renderer) agentPort() int32 {
	if metrics := r.spec.Metrics; metrics.On() && metrics.Port != nil {
		return *metrics.Port
	}
	return 0
}

// serviceMonitor has Prometheus scrape the console, whose image says that it can be.
func (r *renderer) serviceMonitor() []runtime.Object {
	metrics := r.spec.Metrics
	if !metrics.On() {
		return nil
	}
	port := portName
	if r.agentPort() != 0 {
		port = metricsPort
	}
	monitor := &monitoringv1.ServiceMonitor{
		TypeMeta:   metav1.TypeMeta{APIVersion: "monitoring.coreos.com/v1", Kind: "ServiceMonitor"},
		ObjectMeta: r.objectMeta(r.name()),
		Spec: monitoringv1.ServiceMonitorSpec{
			Selector:  metav1.LabelSelector{MatchLabels: r.selector()},
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
	return []runtime.Object{monitor}
}

// rbac lets the console start Flink clusters in its own namespace.
func (r *renderer) rbac() []runtime.Object {
	if !r.spec.Kubernetes.On() {
		return nil
	}
	const group = rbacv1.GroupName
	name := r.spec.Kubernetes.ServiceAccountName
	verbs := []string{"get", "list", "watch", "create", "update", "delete"}
	return []runtime.Object{
		&corev1.ServiceAccount{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "ServiceAccount"}, ObjectMeta: r.objectMeta(name)},
		&rbacv1.Role{
			TypeMeta:   metav1.TypeMeta{APIVersion: group + "/v1", Kind: "Role"},
			ObjectMeta: r.objectMeta(name),
			Rules: []rbacv1.PolicyRule{
				{APIGroups: []string{""}, Resources: []string{"configmaps", "pods", "services"}, Verbs: verbs},
				{APIGroups: []string{""}, Resources: []string{"pods/log"}, Verbs: []string{"get"}},
				{APIGroups: []string{"apps"}, Resources: []string{"deployments"}, Verbs: []string{"get", "list", "watch", "create", "delete"}},
				{APIGroups: []string{networkingv1.GroupName}, Resources: []string{"ingresses"}, Verbs: []string{"get", "create"}},
			},
		},
		&rbacv1.RoleBinding{
			TypeMeta:   metav1.TypeMeta{APIVersion: group + "/v1", Kind: "RoleBinding"},
			ObjectMeta: r.objectMeta(name),
			RoleRef:    rbacv1.RoleRef{APIGroup: group, Kind: "Role", Name: name},
			Subjects:   []rbacv1.Subject{{Kind: "ServiceAccount", Name: name}},
		},
	}
}
