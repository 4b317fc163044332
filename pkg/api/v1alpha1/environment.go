package v1alpha1

// Environment is one target of a workspace: a namespace of a cluster and what can be found there.
type Environment struct {
	TypeMeta `json:",inline"`

	// Metadata names the environment.
	Metadata Metadata `json:"metadata"`

	// +optional

	// Spec holds the settings.
	Spec EnvironmentSpec `json:"spec"`
}

// EnvironmentSpec holds the settings of one target. A session says what it wants, an environment where that is.
type EnvironmentSpec struct {
	// Name of the environment, for {environment} in directories and hosts, where the settings stand inline in a session
	// without named environments. Elsewhere it must not be set: an Environment document is named by metadata.name.
	// Default: none.
	Name string `json:"name,omitempty"`

	// Namespace of the specs that state none themselves.
	Namespace NamespaceName `json:"namespace,omitempty"`

	// +kubebuilder:validation:Pattern=`^[a-z]([-a-z0-9]*[a-z0-9])?$`
	// +kubebuilder:example="europe"

	// Cluster names the FlinkOperator of the Kubernetes cluster that the environment is in, such as europe. Several environments may be in one
	// cluster. Default: none, for an operator that somebody else installs.
	Cluster string `json:"cluster,omitempty"`

	// +kubebuilder:validation:Pattern=`^1\.(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))?$`
	// +kubebuilder:example="1.15"

	// OperatorVersion is the release of the Flink Kubernetes Operator that runs there, such as "1.15". Required for sessions.
	// Default in an Environment document: that of the FlinkOperator of its cluster.
	OperatorVersion string `json:"operatorVersion,omitempty"`

	// +kubebuilder:validation:Pattern=`^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$`
	// +kubebuilder:example="registry.example.com/kdp"

	// ImageRegistry stands in front of every image without a registry host, such as registry.example.com/kdp.
	ImageRegistry string `json:"imageRegistry,omitempty"`

	// ImagePullSecrets names Secrets in the namespace of every session with the credentials of registries. Pod
	// spec.imagePullSecrets.
	ImagePullSecrets []ObjectName `json:"imagePullSecrets,omitempty"`

	// Ingress holds what all Ingresses share.
	Ingress *EnvironmentIngress `json:"ingress,omitempty"`

	// ZooKeeper serves highAvailability.mode ZooKeeper.
	ZooKeeper *EnvironmentZooKeeper `json:"zookeeper,omitempty"`

	// EnvironmentStores says where the storage of clusters is.
	EnvironmentStores `json:",inline"`

	// Kerberos serves the feature kerberos.
	Kerberos *EnvironmentKerberos `json:"kerberos,omitempty"`

	// MySQL serves the database of a StreamPark.
	MySQL *EnvironmentDatabase `json:"mysql,omitempty"`

	// PostgreSQL serves the database of a StreamPark.
	PostgreSQL *EnvironmentDatabase `json:"postgresql,omitempty"`

	// Hive serves the feature hive.
	Hive *EnvironmentHive `json:"hive,omitempty"`

	// Prometheus serves the feature metrics.
	Prometheus *EnvironmentPrometheus `json:"prometheus,omitempty"`

	// Grafana shows dashboards for what runs here. Only in an Environment document. Default: none.
	Grafana *EnvironmentGrafana `json:"grafana,omitempty"`

	// Alerts has Prometheus watch the clusters of the environment.
	Alerts *EnvironmentAlerts `json:"alerts,omitempty"`

	// ServiceAccount is one that all sessions of the environment share. Default: each session has its own.
	ServiceAccount *EnvironmentServiceAccount `json:"serviceAccount,omitempty"`

	// GuardRails keep the namespace in bounds. Default: none.
	GuardRails *GuardRails `json:"guardRails,omitempty"`
}

// EnvironmentIngress holds what all Ingresses of an environment share.
type EnvironmentIngress struct {
	// +kubebuilder:example="apps.example.com"

	// Domain below which hosts are made, such as apps.example.com.
	Domain string `json:"domain,omitempty"`

	// ClassName of the Ingress controller. Default: the cluster's. Ingress spec.ingressClassName.
	ClassName ObjectName `json:"className,omitempty"`

	// Controller that serves the Ingresses is NGINX or Traefik; only a webUI with a path needs it. Default: none.
	Controller IngressController `json:"controller,omitempty"`

	// TLSSecretName is a Secret with the certificate of every host. Default: no TLS.
	TLSSecretName ObjectName `json:"tlsSecretName,omitempty"`

	// Annotations of every Ingress.
	Annotations map[string]*string `json:"annotations,omitempty"`
}

// EnvironmentHive says where the Hive metastore is.
type EnvironmentHive struct {
	// MetastoreConfigMapName names a ConfigMap with hive-site.xml in the session's namespace.
	MetastoreConfigMapName ObjectName `json:"metastoreConfigMapName,omitempty"`

	// HadoopConfigMapName names a ConfigMap with core-site.xml and hdfs-site.xml in the session's namespace for Hive
	// alone, which a session mounts at hive.hadoopConfDir. Default: the configMapName of the environment's hdfs.
	HadoopConfigMapName ObjectName `json:"hadoopConfigMapName,omitempty"`
}

// EnvironmentPrometheus says which monitors and rules Prometheus selects.
type EnvironmentPrometheus struct {
	// Labels of every PodMonitor, ServiceMonitor and PrometheusRule, such as release: prometheus. A value may use {namespace} and {name}.
	Labels map[string]*string `json:"labels,omitempty"`
}

// EnvironmentServiceAccount is a ServiceAccount that all sessions of an environment share; it is emitted once, with
// its Role and RoleBinding, into environments/<name>/shared. Nothing that deletes a session deletes it, which is the safe way
// with kubectl.
type EnvironmentServiceAccount struct {
	// Name of the ServiceAccount.
	Name ObjectName `json:"name,omitempty"`

	// +kubebuilder:default=true

	// Create false uses a ServiceAccount, Role and RoleBinding that exist already. Default: true.
	Create *bool `json:"create,omitempty"`

	// Annotations of the ServiceAccount.
	Annotations map[string]*string `json:"annotations,omitempty"`
}

// KindName implements Object.
func (*Environment) KindName() string { return KindEnvironment }

// ObjectMetadata implements Object.
func (e *Environment) ObjectMetadata() Metadata { return e.Metadata }
