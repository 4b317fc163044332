package cluster

import (
	"fmt"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// defaultRestPort is Flink's default of rest.port.
const defaultRestPort = 8081

// RestPort is the port of Flink's REST interface and web UI, which the user may have moved.
func RestPort(cluster *v1alpha1.Cluster) int32 {
	if value := cluster.FlinkConfiguration[flink.RestPort.Key(flink.Newest)]; value != nil {
		if port, err := strconv.ParseInt(*value, 10, 32); err == nil {
			return int32(port)
		}
	}
	return defaultRestPort
}

// EveryHost is a host of a web UI: its rule is for all that the Ingress controller serves.
const EveryHost = "*"

// setWebUIDefaults takes over what all Ingresses of the environment share.
func setWebUIDefaults(cluster *v1alpha1.Cluster, settings *v1alpha1.EnvironmentSpec) {
	if !cluster.WebUI.On() {
		return
	}
	resolve.SetDefault(&cluster.WebUI.Ingress, v1alpha1.WebUIIngressOwn)
	if ingress := settings.Ingress; ingress != nil {
		resolve.SetDefault(&cluster.WebUI.ClassName, ingress.ClassName)
		if cluster.WebUI.ClassName == ingress.ClassName {
			resolve.SetDefault(&cluster.WebUI.Controller, ingress.Controller)
		}
		if cluster.WebUI.Host != EveryHost {
			resolve.SetDefault(&cluster.WebUI.TLSSecretName, ingress.TLSSecretName)
		}
	}
}

// webUIHost checks the host of a web UI, which may be every host with a path of its own.
func (c *checker) webUIHost(webUI *v1alpha1.WebUI, field diagnostic.Path) {
	switch {
	case webUI.Host != EveryHost:
		c.AddErr(field.Child("host"), check.Optional(webUI.Host, check.HostTemplate))
	case !webUI.BelowPath() && c.Complete:
		c.AddAs(diagnostic.RuleConflictingFields, field.Child("host"), "must be one host, such as flink.example.com, without a path, not %q: set spec.webUI.path", webUI.Host)
	case webUI.TLSSecretName != "":
		c.AddAs(diagnostic.RuleConflictingFields, field.Child("tlsSecretName"), "must not be set for the host %q: the certificate is that of the Ingress controller", webUI.Host)
	}
}

// webUIPathPattern is a path with which regular expressions, rewriting and prefixes agree.
var webUIPathPattern = lazyregexp.New(`^(/|(/([A-Za-z0-9_-]|\{environment\}|\{namespace\}|\{name\})+)+)$`)

func webUIPath(value string) error {
	if err := check.Placeholders(value); err != nil {
		return err
	}
	if !webUIPathPattern.MatchString(value) {
		return fmt.Errorf("must be a path of letters, digits, dashes and underscores between slashes, without one at the end, such as /flink/{namespace}/{name}, not %s",
			diagnostic.Quote(value))
	}
	return nil
}

func (c *checker) webUI() {
	webUI, field := c.cluster.WebUI, path("webUI")
	if !webUI.On() {
		return
	}
	c.webUIHost(webUI, field)
	c.AddErr(field.Child("path"), check.Optional(webUI.Path, webUIPath))
	c.IngressController(webUI.Controller, field.Child("controller"))
	if webUI.BelowPath() && webUI.Controller == "" && webUI.Ingress != v1alpha1.WebUIIngressNone && c.Complete {
		c.AddAs(diagnostic.RuleRequiredField, field.Child("path"), "needs an Ingress controller that strips the path, since Flink's web UI only answers at /: "+
			"set spec.webUI.controller, or ingress.controller of the environment for its own className, to NGINX or Traefik")
	}
	check.OneOf(c.Checker, webUI.Ingress, field.Child("ingress"), v1alpha1.WebUIIngressOwn, v1alpha1.WebUIIngressOperator, v1alpha1.WebUIIngressNone)
	c.AddErr(field.Child("className"), check.Optional(webUI.ClassName, check.ObjectName))
	c.AddErr(field.Child("tlsSecretName"), check.Optional(webUI.TLSSecretName, check.SecretName))
	c.Labels(check.Given(webUI.Labels), field.Child("labels"))
	c.Annotations(check.Given(webUI.Annotations), field.Child("annotations"))
	if webUI.Ingress == v1alpha1.WebUIIngressOperator {
		c.operatorIngress(webUI, field)
	}
}

// restServiceType is the option with the type of the operator's Service for the REST interface.
const restServiceType = "kubernetes.rest-service.exposed.type"

// operatorIngress refuses what the Ingress of an operator release cannot have.
func (c *checker) operatorIngress(webUI *v1alpha1.WebUI, field diagnostic.Path) {
	if webUI.TLSSecretName != "" && !c.release.IngressTLS() {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field.Child("ingress"), "must be Own with operator release %s, whose Ingress cannot have TLS, as with the Secret %q, before 1.8",
			c.release, webUI.TLSSecretName)
	}
	if len(webUI.Labels) > 0 && !c.release.IngressLabels() {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field.Child("labels"), "must not be set with operator release %s, whose Ingress cannot have labels before 1.8: "+
			"set spec.webUI.ingress to Own", c.release)
	}
	if value := c.cluster.FlinkConfiguration[restServiceType]; value != nil && !flink.Equal(restServiceType, *value, "ClusterIP") && c.release.IngressForcesClusterIP() {
		c.Add(path("flinkConfiguration", restServiceType), "must be ClusterIP with the Ingress of operator release %s, which sets it, not %s: "+
			"set spec.webUI.ingress to Own", c.release, diagnostic.Quote(*value))
	}
}

// restPortName is the name that Flink gives the container port of its REST interface, which serves the web UI too.
const restPortName = "rest"

func (r *renderer) webUIName() string { return r.target.Metadata.Name + "-webui" }

// webUIService selects the JobManager by the labels that Flink gives its pods in native and in standalone mode. The
// operator's Ingress points at a Service of the operator's own.
func (r *renderer) webUIService() []object.File {
	if webUI := r.cluster.WebUI; !webUI.On() || webUI.Ingress == v1alpha1.WebUIIngressOperator {
		return nil
	}
	port := RestPort(r.cluster)
	return r.target.Shared.Files(serviceAt{port}, func() []object.File {
		return []object.File{{Name: "service.yaml", Object: &corev1.Service{
			TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Service"},
			ObjectMeta: r.objectMeta(r.webUIName()),
			Spec: corev1.ServiceSpec{
				Selector: map[string]string{"app": r.target.Metadata.Name, "component": "jobmanager"},
				Ports:    []corev1.ServicePort{{Name: restPortName, Port: port, TargetPort: intstr.FromString(restPortName)}},
			},
		}}}
	})
}

// serviceAt is all that the Service of a web UI is made of, beside the document's metadata.
type serviceAt struct{ port int32 }

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
	name := r.webUIName()
	ingress := &networkingv1.Ingress{
		TypeMeta:   metav1.TypeMeta{APIVersion: "networking.k8s.io/v1", Kind: "Ingress"},
		ObjectMeta: r.objectMeta(name),
		Spec: networkingv1.IngressSpec{
			TLS: r.webUITLS(host),
			Rules: []networkingv1.IngressRule{{
				Host: host,
				IngressRuleValue: networkingv1.IngressRuleValue{HTTP: &networkingv1.HTTPIngressRuleValue{
					Paths: []networkingv1.HTTPIngressPath{{
						Path:     route.path,
						PathType: &route.pathType,
						Backend: networkingv1.IngressBackend{Service: &networkingv1.IngressServiceBackend{
							Name: name,
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
	ingress.Labels = object.With(ingress.Labels, webUI.Labels)
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
		Labels:      object.With(nil, webUI.Labels),
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
	if r.cluster.WebUI.Host == EveryHost {
		return "", true
	}
	host, ok, errs := r.target.Host(r.cluster.WebUI.Host, nil, nil)
	if len(errs) > 0 { // which say where
		_, _, errs = r.target.Host(r.cluster.WebUI.Host, path("webUI", "host"), path("webUI"))
	}
	r.errs = append(r.errs, errs...)
	return host, ok
}
