package v1alpha1

import corev1 "k8s.io/api/core/v1"

// StreamPark is an Apache StreamPark, in which users submit SQL and jars to the Flink sessions of its environment.
type StreamPark struct {
	TypeMeta `json:",inline"`

	// +flinkustomize:validation:name:Pattern=`^[a-z]([-a-z0-9]*[a-z0-9])?$`
	// +flinkustomize:validation:name:MaxLength=45

	// Metadata names the StreamPark.
	Metadata Metadata `json:"metadata"`

	// Spec says what the StreamPark is.
	Spec StreamParkSpec `json:"spec"`
}

// StreamParkSpec is what a StreamPark is. Each level of precedence (a preset, the spec itself, one environment of it) is a
// StreamParkSpec that may be partial.
type StreamParkSpec struct {
	// +kubebuilder:example="kdp-streampark/v1"

	// Preset names a preset, such as kdp-streampark/v1, that gives what the spec does not state. An environment may name
	// another one. Default: none.
	Preset PresetName `json:"preset,omitempty"`

	// Namespace in which StreamPark runs. Default: the namespace of the environment.
	Namespace NamespaceName `json:"namespace,omitempty"`

	// Version of StreamPark in the image, from 2.1.2 to 2.1.6. Required. It chooses how the database, the JVM and the
	// probes are configured. 2.1.7 is refused, since it cannot use a Flink home that is registered.
	Version string `json:"version,omitempty"`

	// +kubebuilder:default=false

	// ForceVersion true takes version 2.1.7 all the same. Default: false.
	ForceVersion *bool `json:"forceVersion,omitempty"`

	// Image of StreamPark. Default: apache/streampark:<version>, with a v before the version up to 2.1.3. An image without
	// a registry host gets the imageRegistry of the environment in front.
	Image ImageReference `json:"image,omitempty"`

	// ImagePullPolicy is Always, IfNotPresent or Never. Default of Kubernetes: Always for the tag latest, else IfNotPresent.
	ImagePullPolicy corev1.PullPolicy `json:"imagePullPolicy,omitempty"`

	// ImagePullSecrets names Secrets in StreamPark's namespace with the credentials of registries. Default: the
	// imagePullSecrets of the environment. Pod spec.imagePullSecrets.
	ImagePullSecrets []ObjectName `json:"imagePullSecrets,omitempty"`

	// Command of the container, in StreamPark's folder /streampark. Default: up to 2.1.4, what starts StreamPark in the
	// foreground, since the official image would start Docker; with an empty list, and since 2.1.5, the image's own.
	Command []string `json:"command,omitempty"`

	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=1
	// +kubebuilder:default=1

	// Replicas must be 1: every process of StreamPark watches all jobs and refuses the logins of the others. Default: 1.
	Replicas *int32 `json:"replicas,omitempty"`

	// +kubebuilder:default="500m"
	// +kubebuilder:example="500m"

	// CPU that the container asks for, such as 500m. Default: 500m. Container resources.requests.cpu.
	CPU Cores `json:"cpu,omitempty"`

	// +kubebuilder:example="2"

	// CPULimit of the container, such as 2. Default: none. Container resources.limits.cpu.
	CPULimit Cores `json:"cpuLimit,omitempty"`

	// +kubebuilder:validation:Pattern=`^([1-9][0-9]{0,6})(Mi|Gi)$`
	// +kubebuilder:default="2Gi"

	// Memory of the container, its request and its limit, at least 1Gi. Default: 2Gi. Container resources.
	Memory string `json:"memory,omitempty"`

	// +kubebuilder:validation:Pattern=`^([1-9][0-9]{0,6})(Mi|Gi)$`
	// +kubebuilder:example="1Gi"

	// JVMHeap is the heap of StreamPark, such as 1Gi, at least 512Mi and at most three quarters of memory. Default: half of
	// memory; the rest is for classes, threads, direct buffers and the Maven processes that build projects. Java options
	// -Xms and -Xmx, in JAVA_OPTS since 2.1.5, in JVM_OPTS with 2.1.3 and 2.1.4, in _JAVA_OPTIONS with 2.1.2.
	JVMHeap string `json:"jvmHeap,omitempty"`

	// +kubebuilder:example="-XX:+UseG1GC"

	// JVMOptions beside the heap, such as -XX:+UseG1GC. StreamPark writes them to its log, so they must hold no credential.
	// Default: -XX:+ExitOnOutOfMemoryError and, as StreamPark has it, ten files of 50 MB for the log of the garbage collector,
	// which otherwise grows without end: -XX:+IgnoreUnrecognizedVMOptions -XX:+UseGCLogFileRotation
	// -XX:NumberOfGCLogFiles=10 -XX:GCLogFileSize=50M.
	JVMOptions string `json:"jvmOptions,omitempty"`

	// +kubebuilder:default="Etc/UTC"
	// +kubebuilder:example="Europe/Berlin"

	// TimeZone of StreamPark, of the times that it shows and of the connection to MySQL, such as Europe/Berlin.
	// Default: Etc/UTC. Environment variable TZ, property spring.jackson.time-zone, URL parameter serverTimezone.
	TimeZone string `json:"timeZone,omitempty"`

	// Workspace is the volume with uploaded jars, projects and built jobs.
	Workspace *StreamParkWorkspace `json:"workspace,omitempty"`

	// Temp is the volume at /streampark/temp. Default: an emptyDir.
	Temp *StreamParkTemp `json:"temp,omitempty"`

	// Service of StreamPark.
	Service *StreamParkService `json:"service,omitempty"`

	// Ingress makes StreamPark reachable from outside the cluster.
	Ingress *StreamParkIngress `json:"ingress,omitempty"`

	// Database holds all that users do in StreamPark. Required.
	Database *StreamParkDatabase `json:"database,omitempty"`

	// Administrator refers to the password of the user admin. Required with schema or registration.
	Administrator *StreamParkAdministrator `json:"administrator,omitempty"`

	// Schema creates the tables of the database and the user admin once. It is on unless enabled is false; with H2,
	// StreamPark does it itself.
	Schema *StreamParkSchema `json:"schema,omitempty"`

	// Registration registers the Flink installations and sessions in StreamPark. It is on unless enabled is false.
	Registration *StreamParkRegistration `json:"registration,omitempty"`

	// Sessions names the FlinkSessions of the workspace to register, all of which must run in StreamPark's environment on
	// a Flink that this StreamPark takes. Default: all of the environment that do; generate names those that do not.
	Sessions []string `json:"sessions,omitempty"`

	// RemoteClusters are further session clusters to register, which stand in no workspace, or not in this one; in a
	// functionConfig they are all there are.
	RemoteClusters []StreamParkRemoteCluster `json:"remoteClusters,omitempty"`

	// LDAP lets users of a directory log in.
	LDAP *StreamParkLDAP `json:"ldap,omitempty"`

	// Kerberos logs StreamPark in to Hadoop with the environment's keytab.
	Kerberos *StreamParkKerberos `json:"kerberos,omitempty"`

	// Hadoop mounts the client configuration of the environment's hdfs.
	Hadoop *StreamParkHadoop `json:"hadoop,omitempty"`

	// Kubernetes lets StreamPark start Flink clusters of its own in its namespace. Sessions that the operator runs do not
	// need it.
	Kubernetes *StreamParkKubernetes `json:"kubernetes,omitempty"`

	// NetworkPolicy closes the ports of StreamPark that nobody needs.
	NetworkPolicy *StreamParkNetworkPolicy `json:"networkPolicy,omitempty"`

	// Metrics lets Prometheus scrape StreamPark. The official image has nothing to scrape.
	Metrics *StreamParkMetrics `json:"metrics,omitempty"`

	// +kubebuilder:validation:Minimum=1

	// RunAsUser is the number of the user that an image made for it runs as; files of volumes are given to the group of the
	// same number. Default: root, the only user that the official image is made for.
	RunAsUser *int64 `json:"runAsUser,omitempty"`

	// SelectorLabels are the labels by which the Deployment and the Service find the pod; they cannot be changed once the
	// Deployment is there. A value may use {name}. Default: app.kubernetes.io/name: streampark and
	// app.kubernetes.io/instance: {name}.
	SelectorLabels map[string]*string `json:"selectorLabels,omitempty"`

	// Env holds environment variables of StreamPark, by name: text, or a reference to a Secret such as
	// {secretName: api, key: token}. Those of a sidecar or an init container stand in the podTemplate.
	// Default: LANG and LC_ALL of C.UTF-8, without which StreamPark stores question marks for what is not ASCII.
	Env map[string]*EnvVar `json:"env,omitempty"`

	// Configuration holds any other property of StreamPark or of Spring, such as server.session.ttl: 12h, each with the
	// value as text; null removes what a lower level gave. A property that a field of this spec sets is refused here, and
	// so is a credential. config.yaml since 2.1.4; before, environment variables.
	Configuration map[string]*string `json:"configuration,omitempty"`

	// PodTemplate (core/v1 PodTemplateSpec) merges with what is emitted and with lower levels by the rules of Kubernetes'
	// strategic merge; it says nodeSelector and tolerations, which the Job of registration gets too, and affinity. The main
	// container is streampark.
	PodTemplate *PodTemplate `json:"podTemplate,omitempty"`

	// Resources are files with the user's own manifests, relative to the file of the spec. They are carried along
	// byte for byte, but for line ends, which are those of Unix. A Secret in plain text is refused. Where Flux substitutes
	// variables after a build, it takes each ${name} in them for one, unless an object has the annotation
	// kustomize.toolkit.fluxcd.io/substitute: disabled, which what is emitted has where it must.
	Resources []string `json:"resources,omitempty"`

	// Environment holds settings inline: all of them for a StreamPark without named environments, else those that win over the
	// named Environment's.
	Environment *EnvironmentSpec `json:"environment,omitempty"`

	// Environments names the environments that StreamPark runs in, one overlay each, and what differs there.
	// It must not stand inside an environment.
	Environments map[string]StreamParkSpec `json:"environments,omitempty"`
}

// StreamParkWorkspace is the volume with uploaded jars, projects and built jobs; StreamPark empties and fills folders of
// it whenever it starts.
type StreamParkWorkspace struct {
	StreamParkVolume `json:",inline"`

	// +kubebuilder:default="/opt/streampark_workspace"

	// MountPath of the volume. It must not be StreamPark's own folder /streampark. Default: /opt/streampark_workspace.
	// Property streampark.workspace.local.
	MountPath string `json:"mountPath,omitempty"`
}

// StreamParkTemp is a volume for what is in use while a project is built or a jar uploaded.
type StreamParkTemp struct {
	StreamParkVolume `json:",inline"`
}

// StreamParkVolume is one of an existing claim, or of a claim that is emitted and that Argo CD and Flux neither prune nor
// delete.
type StreamParkVolume struct {
	// ClaimName names a PersistentVolumeClaim in StreamPark's namespace that exists already. Default: a claim is emitted,
	// named as StreamPark is, with -temp behind it for the temp volume.
	ClaimName string `json:"claimName,omitempty"`

	// +kubebuilder:default="10Gi"
	// +kubebuilder:example="10Gi"

	// Size of the claim that is emitted, such as 10Gi. Default: 10Gi. PersistentVolumeClaim spec.resources.requests.storage.
	Size string `json:"size,omitempty"`

	// StorageClassName of the claim that is emitted. Default: the cluster's default. PersistentVolumeClaim
	// spec.storageClassName.
	StorageClassName ObjectName `json:"storageClassName,omitempty"`

	// AccessModes of the claim that is emitted. Default: ReadWriteOnce. PersistentVolumeClaim spec.accessModes.
	AccessModes []corev1.PersistentVolumeAccessMode `json:"accessModes,omitempty"`
}

// StreamParkAdministrator refers to the password of the user admin, who can do all in StreamPark. The schema gives the
// user this password when it is created; registration logs in with it. Who changes it in StreamPark changes the Secret
// too.
type StreamParkAdministrator struct {
	// SecretName names a Secret in StreamPark's namespace. Required.
	SecretName ObjectName `json:"secretName,omitempty"`

	// +kubebuilder:default="password"

	// PasswordKey is the Secret's key with the password. Default: password.
	PasswordKey SecretKey `json:"passwordKey,omitempty"`
}

// KindName implements Object.
func (*StreamPark) KindName() string { return KindStreamPark }

// ObjectMetadata implements Object.
func (s *StreamPark) ObjectMetadata() Metadata { return s.Metadata }

// Common implements Spec.
func (s *StreamPark) Common() Common { return streamParkCommon(s.Spec) }

func streamParkCommon(s StreamParkSpec) Common {
	return Common{Preset: s.Preset, Resources: s.Resources, Environment: s.Environment, Environments: commonOf(s.Environments, streamParkCommon)}
}
