package render

import (
	"strconv"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// restPortName is the name that Flink gives the container port of its REST interface, which serves the web UI too.
const restPortName = "rest"

// defaultRestPort is Flink's default of rest.port.
const defaultRestPort = 8081

func (r *renderer) webUIName() string { return r.session.Metadata.Name + "-webui" }

// webUIService selects the JobManager by the labels that Flink gives its pods in native and in standalone mode.
func (r *renderer) webUIService() []runtime.Object {
	if !r.session.Spec.WebUI.On() {
		return nil
	}
	return []runtime.Object{&corev1.Service{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Service"},
		ObjectMeta: r.objectMeta(r.webUIName()),
		Spec: corev1.ServiceSpec{
			Selector: map[string]string{"app": r.session.Metadata.Name, "component": "jobmanager"},
			Ports:    []corev1.ServicePort{{Name: restPortName, Port: r.restPort(), TargetPort: intstr.FromString(restPortName)}},
		},
	}}
}

// restPort is Flink's port, which the user may have moved.
func (r *renderer) restPort() int32 {
	if value := r.session.Spec.FlinkConfiguration[flink.RestPort.Keys()[0]]; value != nil {
		if port, err := strconv.ParseInt(*value, 10, 32); err == nil {
			return int32(port)
		}
	}
	return defaultRestPort
}

// webUIIngress routes a host of its own to the web UI.
func (r *renderer) webUIIngress() []runtime.Object {
	webUI, facts := r.session.Spec.WebUI, r.session.Facts.Ingress
	if !webUI.On() {
		return nil
	}
	host, ok := r.webUIHost()
	if !ok {
		return nil
	}
	pathType := networkingv1.PathTypePrefix
	ingress := &networkingv1.Ingress{
		TypeMeta:   metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "Ingress"},
		ObjectMeta: r.objectMeta(r.webUIName()),
		Spec: networkingv1.IngressSpec{
			Rules: []networkingv1.IngressRule{{
				Host: host,
				IngressRuleValue: networkingv1.IngressRuleValue{HTTP: &networkingv1.HTTPIngressRuleValue{
					Paths: []networkingv1.HTTPIngressPath{{
						Path:     "/",
						PathType: &pathType,
						Backend: networkingv1.IngressBackend{Service: &networkingv1.IngressServiceBackend{
							Name: r.webUIName(),
							Port: networkingv1.ServiceBackendPort{Name: restPortName},
						}},
					}},
				}},
			}},
		},
	}
	annotations := overlaid(webUI.Annotations, ingress.Annotations)
	if facts != nil {
		if facts.ClassName != "" {
			ingress.Spec.IngressClassName = &facts.ClassName
		}
		if facts.TLSSecretName != "" {
			ingress.Spec.TLS = []networkingv1.IngressTLS{{Hosts: []string{host}, SecretName: facts.TLSSecretName}}
		}
		annotations = overlaid(facts.Annotations, annotations)
	}
	ingress.Annotations = annotations
	return []runtime.Object{ingress}
}

// webUIHost is the host that the session states, or else one below the environment's domain.
func (r *renderer) webUIHost() (string, bool) {
	field := path("webUI", "host")
	if template := r.session.Spec.WebUI.Host; template != "" {
		return r.expand(template, field)
	}
	facts := r.session.Facts.Ingress
	if !r.need(facts != nil && facts.Domain != "", path("ingress", "domain"), path("webUI")) {
		return "", false
	}
	return r.expand("{name}-{namespace}."+facts.Domain, field)
}
