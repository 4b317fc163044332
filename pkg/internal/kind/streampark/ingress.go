package streampark

import (
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
)

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

var bodySizePattern = lazyregexp.New(`^(0|[1-9][0-9]{0,9}[kKmMgG]?)$`)

func (c *checker) ingress() {
	ingress, field := c.spec.Ingress, path("ingress")
	if !ingress.On() {
		return
	}
	if c.spec.Database != nil && c.spec.Database.Type == v1alpha1.StreamParkDatabaseH2 {
		c.Add(field, "must not be on with database H2, which comes with users and passwords that everybody knows: use a port-forward, or MySQL or PostgreSQL")
	}
	if ingress.Name != c.target.Metadata.Name { // that is checked where it stands
		c.AddErr(field.Child("name"), check.ObjectName(ingress.Name))
	}
	c.AddErr(field.Child("host"), check.Optional(ingress.Host, check.HostTemplate))
	c.AddErr(field.Child("className"), check.Optional(ingress.ClassName, check.ObjectName))
	c.AddErr(field.Child("tlsSecretName"), check.Optional(ingress.TLSSecretName, check.SecretName))
	if ingress.BodySize != "" && !bodySizePattern.MatchString(ingress.BodySize) {
		c.Add(field.Child("bodySize"), "must be a size as NGINX writes it, such as 1024m, not %s", diagnostic.Quote(ingress.BodySize))
	}
	c.Labels(check.Given(ingress.Labels), field.Child("labels"))
	c.Annotations(check.Given(ingress.Annotations), field.Child("annotations"))
}

// bodySize is the annotation with which ingress-nginx takes a large jar.
const bodySize = "nginx.ingress.kubernetes.io/proxy-body-size"

// defaultBodySize takes jars of a gigabyte; NGINX by itself takes one megabyte.
const defaultBodySize = "1024m"

// ingress routes a host of its own to StreamPark.
func (r *renderer) ingress() runtime.Object {
	ingress := r.spec.Ingress
	if !ingress.On() {
		return nil
	}
	host, ok, errs := r.target.Host(ingress.Host, path("ingress", "host"), path("ingress"))
	r.errs = append(r.errs, errs...)
	if !ok {
		return nil
	}
	// What is before the login asks nobody who they are. The rules that would deny it are another for each Ingress
	// controller; a Service without pods is one for all.
	var paths []networkingv1.HTTPIngressPath
	for _, path := range r.openPaths() {
		paths = append(paths, route(path, r.target.BlockedService()))
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
		annotations = object.Over(map[string]*string{bodySize: &size}, annotations)
	}
	if settings := r.target.Settings.Ingress; settings != nil {
		annotations = object.Over(settings.Annotations, annotations)
	}
	size := defaultBodySize
	annotations = object.Over(map[string]*string{bodySize: &size}, annotations)
	made.Annotations = object.With(annotations, ingress.Annotations)
	made.Labels = object.With(made.Labels, ingress.Labels)
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
