package v1alpha1

// WebUI makes Flink's web UI reachable from outside the cluster: a Service of its own (the operator's <name>-rest
// cannot follow a kustomize namePrefix) and an Ingress.
type WebUI struct {
	// Enabled false turns both off.
	Enabled *bool `json:"enabled,omitempty"`

	// Host under which the Ingress answers. It may use {environment}, {namespace} and {name}.
	// Default: {name}-{namespace} below the environment's ingress.domain.
	Host string `json:"host,omitempty"`

	// Annotations of the Ingress; they win over those of the environment's ingress.
	Annotations map[string]*string `json:"annotations,omitempty"`
}
