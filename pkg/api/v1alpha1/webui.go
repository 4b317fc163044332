package v1alpha1

// WebUIIngress says who makes the Ingress of the web UI.
type WebUIIngress string

const (
	// WebUIIngressOwn is an Ingress beside the FlinkDeployment. A change of it restarts nothing.
	WebUIIngressOwn WebUIIngress = "Own"

	// WebUIIngressOperator is the operator's Ingress, from spec.ingress of the FlinkDeployment. Any change of it, even of
	// an annotation, restarts the session and with it all jobs.
	WebUIIngressOperator WebUIIngress = "Operator"

	// WebUIIngressNone is no Ingress, only the Service, for a port-forward or your own route.
	WebUIIngressNone WebUIIngress = "None"
)

// IngressController is the program that serves an Ingress, where it has to strip a path before it passes a request on:
// Flink's web UI only answers at /, and each program does so in another way.
type IngressController string

const (
	// IngressControllerNGINX is ingress-nginx: the annotations rewrite-target and use-regex. It then treats every path of
	// the host as a case-insensitive regular expression, also in other Ingresses.
	IngressControllerNGINX IngressController = "NGINX"

	// IngressControllerTraefik is Traefik since 2.10 with its custom resources: a Middleware, and an annotation that names
	// it with its namespace.
	IngressControllerTraefik IngressController = "Traefik"
)

// WebUI makes Flink's web UI reachable from outside the cluster: a Service of its own (the operator's <name>-rest
// cannot follow a kustomize namePrefix) and an Ingress.
type WebUI struct {
	// Enabled false turns both off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:default="Own"

	// Ingress is Own, Operator or None. With Operator, any change of the Ingress restarts the session and with it all
	// jobs; with None, the fields below have no effect. Default: Own.
	Ingress WebUIIngress `json:"ingress,omitempty"`

	// Host under which the Ingress answers, with at most 63 characters between two dots. It may use {environment},
	// {namespace} and {name}. With a path, "*" is every host.
	// Default: {name}-{namespace} below the environment's ingress.domain. Ingress spec.rules[].host, or FlinkDeployment
	// spec.ingress.template.
	Host string `json:"host,omitempty"`

	// +kubebuilder:validation:Pattern=`^(/|(/([A-Za-z0-9_-]|\{environment\}|\{namespace\}|\{name\})+)+)$`
	// +kubebuilder:default="/"
	// +kubebuilder:example="/flink/{namespace}/{name}"

	// Path of the host below which the web UI answers, such as /flink/{namespace}/{name}: letters, digits, dashes and
	// underscores between slashes. It may use {environment}, {namespace} and {name}. The address ends with a slash, as in
	// https://flink.example.com/flink/streaming/analytics/: without it the page finds none of its parts. Needs a
	// controller. Default: /. Ingress spec.rules[].http.paths[].path, or FlinkDeployment spec.ingress.template.
	Path string `json:"path,omitempty"`

	// Controller that serves the Ingress is NGINX or Traefik; only a path needs it. Default: the controller of the
	// environment's ingress, where the className is that of the environment too.
	Controller IngressController `json:"controller,omitempty"`

	// ClassName of the Ingress controller. Default: the className of the environment's ingress. Ingress
	// spec.ingressClassName, or FlinkDeployment spec.ingress.className.
	ClassName ObjectName `json:"className,omitempty"`

	// TLSSecretName is a Secret in the session's namespace with the certificate of the host. Default: the tlsSecretName of
	// the environment's ingress, except with the host "*", with which it must not be set. With the operator's Ingress since
	// operator release 1.8. Ingress spec.tls, or
	// FlinkDeployment spec.ingress.tls.
	TLSSecretName ObjectName `json:"tlsSecretName,omitempty"`

	// Labels of the Ingress; they win over the session's own, which the operator's Ingress does not get. With the operator's
	// Ingress since operator release 1.8.
	Labels map[string]*string `json:"labels,omitempty"`

	// Annotations of the Ingress; they win over the session's own, which the operator's Ingress does not get, and those of
	// the environment's ingress. Middlewares of Traefik that they name come before the one that strips the path.
	Annotations map[string]*string `json:"annotations,omitempty"`
}
