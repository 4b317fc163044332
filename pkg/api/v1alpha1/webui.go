package v1alpha1

// WebUIIngress says who makes the Ingress of the web UI.
type WebUIIngress string

const (
	// WebUIIngressOwn is an Ingress beside the FlinkDeployment. A change of it restarts nothing.
	WebUIIngressOwn WebUIIngress = "Own"

	// WebUIIngressOperator is the operator's Ingress, from spec.ingress of the FlinkDeployment. Any change of it, even of
	// an annotation, restarts the session and with it all jobs.
	WebUIIngressOperator WebUIIngress = "Operator"

	// WebUIIngressNone is no Ingress, only the Service, for a port-forward or a route of one's own.
	WebUIIngressNone WebUIIngress = "None"
)

// WebUI makes Flink's web UI reachable from outside the cluster: a Service of its own (the operator's <name>-rest
// cannot follow a kustomize namePrefix) and an Ingress.
type WebUI struct {
	// Enabled false turns both off.
	Enabled *bool `json:"enabled,omitempty"`

	// Ingress is Own, Operator or None. With Operator, any change of the Ingress restarts the session and with it all
	// jobs; with None, the fields below have no effect. Default: Own.
	Ingress WebUIIngress `json:"ingress,omitempty"`

	// Host under which the Ingress answers, with at most 63 characters between two dots. It may use {environment},
	// {namespace} and {name}.
	// Default: {name}-{namespace} below the environment's ingress.domain. Ingress spec.rules[].host, or FlinkDeployment
	// spec.ingress.template.
	Host string `json:"host,omitempty"`

	// ClassName of the Ingress controller. Default: the className of the environment's ingress. Ingress
	// spec.ingressClassName, or FlinkDeployment spec.ingress.className.
	ClassName string `json:"className,omitempty"`

	// TLSSecretName is a Secret in the session's namespace with the certificate of the host. Default: the tlsSecretName of
	// the environment's ingress. With the operator's Ingress since operator release 1.8. Ingress spec.tls, or
	// FlinkDeployment spec.ingress.tls.
	TLSSecretName string `json:"tlsSecretName,omitempty"`

	// Labels of the Ingress; they win over the session's own, which the operator's Ingress does not get. With the operator's
	// Ingress since operator release 1.8.
	Labels map[string]*string `json:"labels,omitempty"`

	// Annotations of the Ingress; they win over the session's own, which the operator's Ingress does not get, and those of
	// the environment's ingress.
	Annotations map[string]*string `json:"annotations,omitempty"`
}
