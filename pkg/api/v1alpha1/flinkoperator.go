package v1alpha1

// KindFlinkOperator is what the kind field of a FlinkOperator holds.
const KindFlinkOperator = "FlinkOperator"

// DefaultOperatorNamespace is where the operator runs unless a FlinkOperator says otherwise.
const DefaultOperatorNamespace = "flink-operator"

// FlinkOperator is the Flink Kubernetes Operator of one Kubernetes cluster, which Flux or Argo CD installs from Apache's Helm chart.
// Its CustomResourceDefinitions come before it, and stay when it goes: with them every Flink cluster would be deleted.
type FlinkOperator struct {
	TypeMeta `json:",inline"`

	// +flinkustomize:validation:name:Pattern=`^[a-z]([-a-z0-9]*[a-z0-9])?$`
	// +flinkustomize:validation:name:MaxLength=45

	// Metadata names the Kubernetes cluster: environments with this name in spec.cluster are in it.
	Metadata Metadata `json:"metadata"`

	// Spec says what the operator is.
	Spec FlinkOperatorSpec `json:"spec"`
}

// FlinkOperatorSpec is what the operator of one Kubernetes cluster is. It has neither presets nor environments of its own: one operator
// serves all environments of its cluster.
type FlinkOperatorSpec struct {
	// +required
	// +kubebuilder:validation:Pattern=`^1\.(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))?$`
	// +kubebuilder:example="1.15.0"

	// OperatorVersion is the release of the operator, its CustomResourceDefinitions and its chart, such as 1.15.0; 1.15 stands for
	// 1.15.0. Required. Environments of the cluster that set no operatorVersion take it from here; one that sets another release is
	// an error.
	OperatorVersion string `json:"operatorVersion,omitempty"`

	// +kubebuilder:default="flink-operator"

	// Namespace in which the operator runs. Default: flink-operator.
	Namespace NamespaceName `json:"namespace,omitempty"`

	// Flux installs the operator with a HelmRepository and a HelmRelease. Exactly one of flux and argoCD is required.
	Flux *FlinkOperatorFlux `json:"flux,omitempty"`

	// ArgoCD installs the operator with two Applications: one of the CustomResourceDefinitions, one of the chart.
	ArgoCD *FlinkOperatorArgoCD `json:"argoCD,omitempty"`

	// Chart says where the chart is, for a mirror. Default: Apache's archive, which keeps every release; the site of current
	// downloads drops a release when the next ones come.
	Chart *FlinkOperatorChart `json:"chart,omitempty"`

	// WatchNamespaces are namespaces that the operator watches beside those in which something of the workspace runs in this
	// cluster. Each must exist before the operator is installed, since the chart puts a Role into it. Chart value watchNamespaces.
	WatchNamespaces []NamespaceName `json:"watchNamespaces,omitempty"`

	// +kubebuilder:default=false

	// WatchAllNamespaces true has the operator watch every namespace of the cluster, with a ClusterRole. Default: false.
	WatchAllNamespaces *bool `json:"watchAllNamespaces,omitempty"`

	// Image of the operator. One without a tag keeps the tag of the chart. Default: that of the chart, such as
	// ghcr.io/apache/flink-kubernetes-operator. Chart value image.
	Image ImageReference `json:"image,omitempty"`

	// ImagePullSecrets names Secrets in the operator's namespace with the credentials of registries. Chart value
	// imagePullSecrets.
	ImagePullSecrets []ObjectName `json:"imagePullSecrets,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=9
	// +kubebuilder:default=1

	// Replicas of the operator: with 2 or more, one leads and the others stand by, which switches leader election on. Default: 1.
	// Chart value replicas.
	Replicas *int32 `json:"replicas,omitempty"`

	// +kubebuilder:example="500m"

	// CPU of the operator in cores, such as 500m; a request and no limit. Default of the chart: none.
	// Chart value operatorPod.resources.
	CPU Cores `json:"cpu,omitempty"`

	// +kubebuilder:validation:Pattern=`^[0-9]{1,9}[MG]i$`
	// +kubebuilder:example="1Gi"

	// Memory of the operator, such as 1Gi, requested and limit. Default of the chart: none. Chart value operatorPod.resources.
	Memory string `json:"memory,omitempty"`

	// PriorityClassName of the operator's pods, such as system-cluster-critical. Default of the chart: none. Chart value
	// operatorPod.priorityClassName.
	PriorityClassName ObjectName `json:"priorityClassName,omitempty"`

	// Webhook checks custom resources when they are written. Default: off; the chart's own default is on. It needs cert-manager in
	// the cluster, and while no operator runs nothing of Flink can be written.
	Webhook *FlinkOperatorWebhook `json:"webhook,omitempty"`

	// DefaultConfiguration holds options of the operator, and options of Flink that every FlinkDeployment gets which does not set
	// them. Without a word here, the operator reconciles every 15 s, looks at what is in progress every 5 s and logs its own metrics
	// every 5 minutes, as with the chart's own values, which these replace. Chart value defaultConfiguration["flink-conf.yaml"].
	DefaultConfiguration map[string]string `json:"defaultConfiguration,omitempty"`

	// Metrics lets Prometheus scrape the operator.
	Metrics *FlinkOperatorMetrics `json:"metrics,omitempty"`

	// +kubebuilder:default=false

	// CreateJobServiceAccount true has the chart make the ServiceAccount flink, with a Role, in every watched namespace, for
	// FlinkDeployments that are not of this workspace: its own bring their ServiceAccounts. Default: false. The chart's
	// own default is true. Chart values jobServiceAccount.create, rbac.jobRole.create and rbac.jobRoleBinding.create.
	CreateJobServiceAccount *bool `json:"createJobServiceAccount,omitempty"`

	// Resources are files with the user's own manifests, relative to the file of the spec, as those of a FlinkSession.
	Resources []string `json:"resources,omitempty"`
}

// FlinkOperatorFlux says how Flux installs the operator. Its objects stand in the operator's namespace.
type FlinkOperatorFlux struct {
	// +kubebuilder:validation:Pattern=`^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$`
	// +kubebuilder:default="10m"

	// Interval in which Flux looks whether the release is as it should be, such as 10m. Default: 10m. HelmRelease spec.interval.
	Interval string `json:"interval,omitempty"`
}

// FlinkOperatorArgoCD says how Argo CD installs the operator.
type FlinkOperatorArgoCD struct {
	// +kubebuilder:default="argocd"

	// Namespace of Argo CD, in which its Applications are. Default: argocd.
	Namespace NamespaceName `json:"namespace,omitempty"`

	// +kubebuilder:default="default"

	// Project of the Applications. Default: default. Application spec.project.
	Project ObjectName `json:"project,omitempty"`

	// +kubebuilder:default="https://kubernetes.default.svc"

	// Server is the API server of the cluster as Argo CD knows it. Default: https://kubernetes.default.svc. That is the cluster
	// that Argo CD runs in. Application spec.destination.server.
	Server string `json:"server,omitempty"`

	// ClusterName is the name of the cluster as Argo CD knows it, in the place of server. Application spec.destination.name.
	ClusterName string `json:"clusterName,omitempty"`

	// +kubebuilder:default="https://github.com/apache/flink-kubernetes-operator.git"

	// CRDRepository is a Git repository that has the operator's sources, for a mirror; the CustomResourceDefinitions are taken from the
	// tag of the release. Default: https://github.com/apache/flink-kubernetes-operator.git.
	CRDRepository string `json:"crdRepository,omitempty"`
}

// FlinkOperatorChart says where the Helm chart is.
type FlinkOperatorChart struct {
	// +kubebuilder:example="oci://registry.example.com/charts"

	// Repository of charts that has flink-kubernetes-operator in the release: https://..., or oci://... without the name of the
	// chart, such as oci://registry.example.com/charts. HelmRepository spec.url, Application spec.source.repoURL.
	Repository string `json:"repository,omitempty"`

	// SecretName of the Secret in the operator's namespace with the credentials for the repository. Flux alone has it: Argo CD knows
	// credentials by its own Secrets. HelmRepository spec.secretRef.name.
	SecretName ObjectName `json:"secretName,omitempty"`
}

// FlinkOperatorWebhook is a second container beside the operator, with certificates of cert-manager.
type FlinkOperatorWebhook struct {
	// Enabled false turns the webhook off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:example="100m"

	// CPU of the webhook in cores, such as 100m, a request and no limit. Default of the chart: none. Chart value operatorPod.webhook.resources.
	CPU Cores `json:"cpu,omitempty"`

	// +kubebuilder:validation:Pattern=`^[0-9]{1,9}[MG]i$`
	// +kubebuilder:example="256Mi"

	// Memory of the webhook, such as 256Mi, requested and limit. Default of the chart: none. Chart value operatorPod.webhook.resources.
	Memory string `json:"memory,omitempty"`

	// KeystoreSecretName names a Secret in the operator's namespace with the password of the keystore that cert-manager makes.
	// Default of the chart: a password that everybody knows, in a Secret that the chart makes. Chart value
	// webhook.keystore.passwordSecretRef.name.
	KeystoreSecretName ObjectName `json:"keystoreSecretName,omitempty"`

	// +kubebuilder:default="password"

	// KeystoreSecretKey is the key of the password in that Secret. Default: password.
	KeystoreSecretKey SecretKey `json:"keystoreSecretKey,omitempty"`
}

// FlinkOperatorMetrics is Flink's Prometheus reporter in the operator, and a PodMonitor.
type FlinkOperatorMetrics struct {
	// Enabled false turns metrics off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	// +kubebuilder:default=9999

	// Port of the reporter. Default: 9999. Chart value metrics.port.
	Port *int32 `json:"port,omitempty"`

	// PodMonitor false leaves the PodMonitor out. Default: true, but false where Argo CD is in another cluster, since the PodMonitor
	// would be there too.
	PodMonitor *bool `json:"podMonitor,omitempty"`

	// Labels of the PodMonitor, by which Prometheus selects it, such as release: prometheus.
	Labels map[string]string `json:"labels,omitempty"`
}

// KindName implements Object.
func (*FlinkOperator) KindName() string { return KindFlinkOperator }

// ObjectMetadata implements Object.
func (o *FlinkOperator) ObjectMetadata() Metadata { return o.Metadata }

// Common implements Spec.
func (o *FlinkOperator) Common() Common { return Common{Resources: o.Spec.Resources} }

// On reports whether the webhook runs.
func (w *FlinkOperatorWebhook) On() bool { return w != nil && on(w.Enabled) }

// On reports whether Prometheus may scrape the operator.
func (m *FlinkOperatorMetrics) On() bool { return m != nil && on(m.Enabled) }

// Hint says where a field belongs that people write into the spec of an operator, as they know it from the chart.
func (FlinkOperatorSpec) Hint(field string) string {
	return map[string]string{
		"version":            "set spec.operatorVersion",
		"cluster":            "metadata.name is the name of the cluster",
		"clusterName":        "metadata.name is the name of the cluster",
		"repository":         "set spec.chart.repository",
		"flinkConfiguration": "set spec.defaultConfiguration",
		"configuration":      "set spec.defaultConfiguration",
		"flink-conf.yaml":    "set spec.defaultConfiguration",
		"operatorPod":        "set spec.cpu, spec.memory and spec.priorityClassName",
		"environments":       "the Environment documents of the cluster name it in spec.cluster",
		"environment":        "the Environment documents of the cluster name it in spec.cluster",
		"delivery":           "set spec.flux or spec.argoCD",
		"argocd":             "set spec.argoCD",
		"watchedNamespaces":  "set spec.watchNamespaces",
		"jobServiceAccount":  "set spec.createJobServiceAccount",
		"podMonitor":         "set spec.metrics",
		"leaderElection":     "set spec.replicas to 2 or more, which switches it on",
	}[field]
}
