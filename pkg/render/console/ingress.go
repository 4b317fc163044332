package console

import (
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
)

// bodySize is the annotation with which ingress-nginx takes a large jar.
const bodySize = "nginx.ingress.kubernetes.io/proxy-body-size"

// defaultBodySize takes jars of a gigabyte; NGINX by itself takes one megabyte.
const defaultBodySize = "1024m"

// ingress routes a host of its own to the console.
func (r *renderer) ingress() runtime.Object {
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
	var paths []networkingv1.HTTPIngressPath
	for _, path := range r.openPaths() {
		paths = append(paths, route(path, r.park.BlockedService()))
	}
	paths = append(paths, route("/", r.spec.Service.Name))
	made := &networkingv1.Ingress{
		TypeMeta:   metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "Ingress"},
		ObjectMeta: r.objectMeta(ingress.Name),
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
	annotations := made.Annotations
	if size := ingress.BodySize; size != "" {
		annotations = objectmeta.Over(map[string]*string{bodySize: &size}, annotations)
	}
	if facts := r.park.Facts.Ingress; facts != nil {
		annotations = objectmeta.Over(facts.Annotations, annotations)
	}
	size := defaultBodySize
	annotations = objectmeta.Over(map[string]*string{bodySize: &size}, annotations)
	made.Annotations = objectmeta.With(annotations, ingress.Annotations)
	made.Labels = objectmeta.With(made.Labels, ingress.Labels)
	return made
}

// openPaths are what StreamPark serves to who has not logged in, and nobody needs for logging in.
func (r *renderer) openPaths() []string {
	paths := []string{"/actuator", "/h2-console"}
	if r.version.OpenDocumentation() {
		// A prefix ends where an element of a path does: /swagger-ui is not /swagger-ui.html.
		paths = append(paths, "/doc.html", "/swagger-resources", "/swagger-ui", "/swagger-ui.html", "/user/initTeam", "/v3/api-docs", "/webjars")
	}
	return paths
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
