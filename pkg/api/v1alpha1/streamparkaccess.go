package v1alpha1

// StreamParkServiceType says from where the Service of StreamPark can be reached.
type StreamParkServiceType string

const (
	// StreamParkServiceClusterIP is reached inside the cluster.
	StreamParkServiceClusterIP StreamParkServiceType = "ClusterIP"

	// StreamParkServiceNodePort is reached at a port of every node too.
	StreamParkServiceNodePort StreamParkServiceType = "NodePort"

	// StreamParkServiceLoadBalancer is reached at an address that the cloud gives.
	StreamParkServiceLoadBalancer StreamParkServiceType = "LoadBalancer"
)

// StreamParkService is the Service of StreamPark.
type StreamParkService struct {
	// Name of the Service. It may use {name}. Default: {name}, that of StreamPark.
	Name string `json:"name,omitempty"`

	// +kubebuilder:default="ClusterIP"

	// Type is ClusterIP, NodePort or LoadBalancer. Default: ClusterIP. Service spec.type.
	Type StreamParkServiceType `json:"type,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	// +kubebuilder:default=10000

	// Port of the Service. Default: 10000. Service spec.ports[].port.
	Port *int32 `json:"port,omitempty"`

	// Labels of the Service; they win over StreamPark's own.
	Labels map[string]*string `json:"labels,omitempty"`

	// Annotations of the Service; they win over StreamPark's own.
	Annotations map[string]*string `json:"annotations,omitempty"`
}

// StreamParkIngress makes StreamPark reachable from outside the cluster, at / of a host of its own: its pages do not work
// below another path. Actuator and the console of H2, and up to 2.1.4 the documentation of the REST interface and the
// choice of a user's first team, ask nobody who they are, and lead to a Service without pods. Up to 2.1.4, who is in several
// teams when he logs in for the first time needs the Service itself, by kubectl port-forward.
type StreamParkIngress struct {
	// Enabled false is no Ingress.
	Enabled *bool `json:"enabled,omitempty"`

	// Name of the Ingress. It may use {name}. Default: {name}, that of StreamPark.
	Name string `json:"name,omitempty"`

	// Host under which the Ingress answers, with at most 63 characters between two dots. It may use {environment},
	// {namespace} and {name}. Default: {name}-{namespace} below the environment's ingress.domain.
	Host string `json:"host,omitempty"`

	// ClassName of the Ingress controller. Default: the className of the environment's ingress. Ingress
	// spec.ingressClassName.
	ClassName ObjectName `json:"className,omitempty"`

	// TLSSecretName is a Secret in StreamPark's namespace with the certificate of the host. Default: the tlsSecretName of
	// the environment's ingress. Ingress spec.tls.
	TLSSecretName ObjectName `json:"tlsSecretName,omitempty"`

	// +kubebuilder:validation:Pattern=`^(0|[1-9][0-9]{0,9}[kKmMgG]?)$`

	// BodySize is how large a jar may be that users upload, as NGINX writes it. Default: what the annotations of the
	// environment's ingress say, else 1024m. It becomes the annotation nginx.ingress.kubernetes.io/proxy-body-size, which
	// other Ingress controllers do not read.
	BodySize string `json:"bodySize,omitempty"`

	// Labels of the Ingress; they win over StreamPark's own.
	Labels map[string]*string `json:"labels,omitempty"`

	// Annotations of the Ingress; they win over StreamPark's own and those of the environment's ingress.
	Annotations map[string]*string `json:"annotations,omitempty"`
}

// StreamParkLDAP lets users of a directory log in; they become users of StreamPark's default team.
type StreamParkLDAP struct {
	// Enabled false turns LDAP off.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:validation:Pattern=`^ldaps?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?$`
	// +kubebuilder:example="ldaps://ldap.example.com:636"

	// URL of the server, such as ldaps://ldap.example.com:636. Required. Property ldap.urls.
	URL string `json:"url,omitempty"`

	// +kubebuilder:example="dc=example,dc=com"

	// BaseDN below which users are searched, such as dc=example,dc=com. Required. Property ldap.base-dn.
	BaseDN string `json:"baseDN,omitempty"`

	// SecretName names a Secret in StreamPark's namespace with the name and the password of the user that searches.
	// Required.
	SecretName ObjectName `json:"secretName,omitempty"`

	// +kubebuilder:default="username"

	// UserKey is the Secret's key with the distinguished name of that user. Default: username. Property ldap.username.
	UserKey SecretKey `json:"userKey,omitempty"`

	// +kubebuilder:default="password"

	// PasswordKey is the Secret's key with that user's password. Default: password. Property ldap.password.
	PasswordKey SecretKey `json:"passwordKey,omitempty"`

	// +kubebuilder:default="uid"

	// UserIdentityAttribute is the attribute with the name that users log in with. Default: uid. Property
	// ldap.user.identity-attribute.
	UserIdentityAttribute string `json:"userIdentityAttribute,omitempty"`

	// +kubebuilder:default="mail"

	// UserEmailAttribute is the attribute with the address of a user. Default: mail. Property ldap.user.email-attribute.
	UserEmailAttribute string `json:"userEmailAttribute,omitempty"`
}

// StreamParkKerberos logs StreamPark in to Hadoop with principal and keytab of the environment's kerberos. With the official
// image it needs krb5ConfigMapName too.
type StreamParkKerberos struct {
	// Enabled false turns Kerberos off.
	Enabled *bool `json:"enabled,omitempty"`
}

// StreamParkHadoop mounts the ConfigMap of the environment's hdfs and sets HADOOP_CONF_DIR.
type StreamParkHadoop struct {
	// Enabled false turns it off.
	Enabled *bool `json:"enabled,omitempty"`
}

// StreamParkKubernetes lets StreamPark start Flink clusters in the modes kubernetes-session and kubernetes-application: a
// ServiceAccount, and a Role with what those modes need in StreamPark's own namespace.
type StreamParkKubernetes struct {
	// Enabled false keeps StreamPark from the API of Kubernetes: its pod has no token.
	Enabled *bool `json:"enabled,omitempty"`

	// ServiceAccountName is the name of the ServiceAccount, the Role and the RoleBinding. Default: that of StreamPark.
	ServiceAccountName ObjectName `json:"serviceAccountName,omitempty"`
}

// StreamParkNetworkPolicy lets in what comes to StreamPark's port, and out what goes to the ports of DNS, the database,
// LDAP, the address of the driver and the registered sessions; with kerberos to that of the KDC; with kubernetes to 6443
// and 8081, for the API and Flink clusters of its own; and to those that are named. Where the port of the database stands
// in a ConfigMap, it takes the usual one. Those of HDFS must be named. With H2, whose console runs SQL, only pods of the own
// namespace come to StreamPark's port, unless an Ingress, another type of Service or Prometheus needs it; NetworkPolicies
// add up, so that one of your own lets in others.
type StreamParkNetworkPolicy struct {
	// Enabled false is no NetworkPolicy.
	Enabled *bool `json:"enabled,omitempty"`

	// +kubebuilder:validation:items:Minimum=1
	// +kubebuilder:validation:items:Maximum=65535

	// EgressPorts are further TCP ports that StreamPark reaches. Default: 443, where Maven repositories and the API of
	// Kubernetes answer.
	EgressPorts []int32 `json:"egressPorts,omitempty"`
}

// StreamParkMetrics lets Prometheus scrape StreamPark by a ServiceMonitor with the labels of the environment's
// prometheus. No official image answers: it takes one with the Prometheus registry of Micrometer up to 2.1.5, or with a Java
// agent on a port of its own.
type StreamParkMetrics struct {
	// Enabled false turns metrics off.
	Enabled *bool `json:"enabled,omitempty"`

	// Path that Prometheus scrapes. Default: /actuator/prometheus, which StreamPark has lost with 2.1.6; with a port,
	// /metrics.
	Path string `json:"path,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535

	// Port of a Java agent, since 2.1.3. Default: that of StreamPark, 10000.
	Port *int32 `json:"port,omitempty"`

	// +kubebuilder:validation:Pattern=`^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$`
	// +kubebuilder:default="30s"
	// +kubebuilder:example="30s"

	// Interval between two scrapes as Prometheus writes it, such as 30s. Default: 30s.
	Interval string `json:"interval,omitempty"`
}
