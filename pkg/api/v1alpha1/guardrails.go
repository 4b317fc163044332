package v1alpha1

// GuardRails are what a namespace of Flink clusters is kept in bounds with; each is off until it is stated.
type GuardRails struct {
	// PodSecurity has the environment own its Namespace, with the labels of Pod Security. Nothing of GitOps deletes it: with it, all
	// that is in it would go.
	PodSecurity *GuardedNamespace `json:"podSecurity,omitempty"`

	// NetworkPolicy lets nobody come to the pods of a cluster but itself, the operator, and who is named here.
	NetworkPolicy *GuardedNetwork `json:"networkPolicy,omitempty"`

	// ResourceQuota bounds what all pods of the namespace ask for together. It is held against what the apps of the environment may
	// ask for at once.
	ResourceQuota *GuardedQuota `json:"resourceQuota,omitempty"`

	// LimitRange bounds each container, and gives those a size that state none, without which a quota refuses their pods.
	LimitRange *GuardedContainers `json:"limitRange,omitempty"`
}

// PodSecurityLevel is one of the Pod Security Standards of Kubernetes.
type PodSecurityLevel string

// The Pod Security Standards, the strictest last.
const (
	PodSecurityPrivileged PodSecurityLevel = "privileged"
	PodSecurityBaseline   PodSecurityLevel = "baseline"
	PodSecurityRestricted PodSecurityLevel = "restricted"
)

// GuardedNamespace is a Namespace with the labels of Pod Security.
type GuardedNamespace struct {
	// Enabled false leaves the Namespace to somebody else.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:default="baseline"

	// Enforce is the standard that pods are refused for which break it: privileged, baseline or restricted. Flink's pods keep to
	// baseline; restricted takes a securityContext of every container, and what breaks it is missing without an error in the
	// FlinkDeployment. Default: baseline. Label pod-security.kubernetes.io/enforce.
	Enforce PodSecurityLevel `json:"enforce,omitempty"`

	// +kubebuilder:default="restricted"

	// Warn is the standard that those who apply pods are warned about. Default: restricted. Label pod-security.kubernetes.io/warn.
	Warn PodSecurityLevel `json:"warn,omitempty"`

	// +kubebuilder:default="restricted"

	// Audit is the standard whose breaches are written into the audit log. Default: restricted. Label
	// pod-security.kubernetes.io/audit.
	Audit PodSecurityLevel `json:"audit,omitempty"`

	// Labels of the Namespace, beside those of Pod Security.
	Labels map[string]*string `json:"labels,omitempty"`
}

// GuardedNetwork is a NetworkPolicy of each cluster. Connections that pods open themselves are not bounded.
type GuardedNetwork struct {
	// Enabled false turns the policies off.
	Enabled *bool `json:"enabled,omitempty"`

	// OperatorNamespace is where the operator runs, which comes to the REST port. Default in an Environment document: the namespace
	// of the FlinkOperator of its cluster.
	OperatorNamespace NamespaceName `json:"operatorNamespace,omitempty"`

	// IngressNamespace is where the Ingress controller runs, which comes to the REST port of clusters with a webUI; required for
	// those.
	IngressNamespace NamespaceName `json:"ingressNamespace,omitempty"`

	// PrometheusNamespace is where Prometheus runs, which comes to the port of metrics; required for clusters with metrics.
	PrometheusNamespace NamespaceName `json:"prometheusNamespace,omitempty"`

	// RESTFrom are the labels of pods in the namespace of a cluster that may come to its REST port, such as
	// app.kubernetes.io/name: streampark. A SQL gateway of the cluster may in any case.
	RESTFrom map[string]*string `json:"restFrom,omitempty"`
}

// GuardedQuota is a ResourceQuota.
type GuardedQuota struct {
	// Enabled false turns the quota off.
	Enabled *bool `json:"enabled,omitempty"`

	// Hard is the most that all pods together may have, by the names of Kubernetes: requests.cpu, requests.memory, limits.cpu,
	// limits.memory, requests.ephemeral-storage, limits.ephemeral-storage and pods, which are held against the apps of the
	// environment; and others, such as services or requests.storage, which are not. ResourceQuota spec.hard.
	Hard map[string]*string `json:"hard,omitempty"`
}

// GuardedContainers is a LimitRange for containers.
type GuardedContainers struct {
	// Enabled false turns the range off.
	Enabled *bool `json:"enabled,omitempty"`

	// Default is the limit of a container that states none: cpu, memory, ephemeral-storage. LimitRange spec.limits[].default.
	Default map[string]*string `json:"default,omitempty"`

	// DefaultRequest is the request of a container that states none. Default of Kubernetes: its limit.
	// LimitRange spec.limits[].defaultRequest.
	DefaultRequest map[string]*string `json:"defaultRequest,omitempty"`

	// Max is the highest limit that a container may state. LimitRange spec.limits[].max.
	Max map[string]*string `json:"max,omitempty"`

	// Min is the lowest request that a container may state. LimitRange spec.limits[].min.
	Min map[string]*string `json:"min,omitempty"`
}

// On reports whether the environment owns its Namespace.
func (n *GuardedNamespace) On() bool { return n != nil && on(n.Enabled) }

// On reports whether clusters have NetworkPolicies.
func (n *GuardedNetwork) On() bool { return n != nil && on(n.Enabled) }

// On reports whether the namespace has a quota.
func (q *GuardedQuota) On() bool { return q != nil && on(q.Enabled) }

// On reports whether containers are bounded.
func (c *GuardedContainers) On() bool { return c != nil && on(c.Enabled) }
