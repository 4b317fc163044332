package v1beta1

import networkingv1 "k8s.io/api/networking/v1"

// IngressSpec describes the Ingress that the operator creates for Flink's web UI: one rule with one path, named as the cluster.
type IngressSpec struct {
	// Template is the address, [scheme://]host[/path], with {{name}} and {{namespace}} (no inner spaces) in it. What follows a
	// "?" or "#" is cut off silently. Required by the operator when there is an ingress. Since 1.0; a change restarts the cluster.
	Template string `json:"template,omitempty"`

	// ClassName is the Ingress's ingressClassName; absent, it has none. Since 1.0; a change restarts the cluster.
	ClassName string `json:"className,omitempty"`

	// Annotations are the Ingress's annotations. Since 1.0; a change restarts the cluster.
	Annotations map[string]string `json:"annotations,omitempty"`

	// Labels are the Ingress's labels. Since 1.8; a change restarts the cluster.
	Labels map[string]string `json:"labels,omitempty"`

	// TLS is copied to the Ingress as it is: no placeholders in its hosts. Since 1.8; a change restarts the cluster.
	TLS []networkingv1.IngressTLS `json:"tls,omitempty"`
}
