package render

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// restPortName is the name that Flink gives the container port of its REST interface, which serves the web UI too.
const restPortName = "rest"

func (r *renderer) webUIName() string { return r.target.Metadata.Name + "-webui" }

// webUIService selects the JobManager by the labels that Flink gives its pods in native and in standalone mode. The
// operator's Ingress points at a Service of the operator's own.
func (r *renderer) webUIService() runtime.Object {
	if webUI := r.cluster.WebUI; !webUI.On() || webUI.Ingress == v1alpha1.WebUIIngressOperator {
		return nil
	}
	return &corev1.Service{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Service"},
		ObjectMeta: r.objectMeta(r.webUIName()),
		Spec: corev1.ServiceSpec{
			Selector: map[string]string{"app": r.target.Metadata.Name, "component": "jobmanager"},
			Ports:    []corev1.ServicePort{{Name: restPortName, Port: resolve.RestPort(r.cluster), TargetPort: intstr.FromString(restPortName)}},
		},
	}
}

// webUIIngress routes a host, or a path of one, to the web UI.
func (r *renderer) webUIIngress() runtime.Object {
	webUI := r.cluster.WebUI
	if !webUI.On() || webUI.Ingress != v1alpha1.WebUIIngressOwn {
		return nil
	}
	host, known := r.webUIHost()
	route, isRoute := r.webUIRoute()
	if !known || !isRoute {
		return nil
	}
	ingress := &networkingv1.Ingress{
		TypeMeta:   metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "Ingress"},
		ObjectMeta: r.objectMeta(r.webUIName()),
		Spec: networkingv1.IngressSpec{
			TLS: r.webUITLS(host),
			Rules: []networkingv1.IngressRule{{
				Host: host,
				IngressRuleValue: networkingv1.IngressRuleValue{HTTP: &networkingv1.HTTPIngressRuleValue{
					Paths: []networkingv1.HTTPIngressPath{{
						Path:     route.path,
						PathType: &route.pathType,
						Backend: networkingv1.IngressBackend{Service: &networkingv1.IngressServiceBackend{
							Name: r.webUIName(),
							Port: networkingv1.ServiceBackendPort{Name: restPortName},
						}},
					}},
				}},
			}},
		},
	}
	if webUI.ClassName != "" {
		ingress.Spec.IngressClassName = &webUI.ClassName
	}
	ingress.Labels = objectmeta.With(ingress.Labels, webUI.Labels)
	ingress.Annotations = r.webUIAnnotations(ingress.Annotations, route)
	return ingress
}

// operatorIngress has the operator make the Ingress. Neither the session's labels nor its annotations are in it: a
// change of them would restart the session.
func (r *renderer) operatorIngress() *v1beta1.IngressSpec {
	webUI := r.cluster.WebUI
	if !webUI.On() || webUI.Ingress != v1alpha1.WebUIIngressOperator {
		return nil
	}
	host, known := r.webUIHost()
	route, isRoute := r.webUIRoute()
	if !known || !isRoute {
		return nil
	}
	return &v1beta1.IngressSpec{
		Template:    host + route.path,
		ClassName:   webUI.ClassName,
		Annotations: r.webUIAnnotations(nil, route),
		Labels:      objectmeta.With(nil, webUI.Labels),
		TLS:         r.webUITLS(host),
	}
}

func (r *renderer) webUITLS(host string) []networkingv1.IngressTLS {
	secretName := r.cluster.WebUI.TLSSecretName
	if secretName == "" || host == "" {
		return nil
	}
	return []networkingv1.IngressTLS{{Hosts: []string{host}, SecretName: secretName}}
}

// webUIHost is the host that the session states, or else one below the environment's domain; empty for every host.
func (r *renderer) webUIHost() (string, bool) {
	if r.cluster.WebUI.Host == resolve.EveryHost {
		return "", true
	}
	host, ok, errs := r.target.Host(r.cluster.WebUI.Host, path("webUI", "host"), path("webUI"))
	r.errs = append(r.errs, errs...)
	return host, ok
}
