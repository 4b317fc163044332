package v1alpha1

// Delivery has the tree hold what Argo CD or Flux need to deliver it: in the folder delivery, for each environment one object for
// each app, and one for what the environment itself owns. delivery/<environment>.yaml is the root object, to be applied once; it
// delivers delivery/<environment>, and so all that comes later. Exactly one of argoCD and flux is required.
//
// Nothing here deletes what runs: when an app, an environment or the delivery itself goes, Argo CD and Flux forget its objects and
// leave them in the cluster.
type Delivery struct {
	// Path is where the tree is in the repository or artifact that is delivered, such as platform/deploy. Default: spec.output, as
	// for a workspace in the root of a repository.
	Path string `json:"path,omitempty"`

	// +kubebuilder:validation:Pattern=`^[a-z0-9]([a-z0-9-]*[a-z0-9])?-?$`

	// NamePrefix begins the names of all delivery objects, such as streaming-. Workspaces whose objects are in one namespace of
	// Argo CD or Flux must have different ones, or one would replace the objects of the other. Default: none.
	NamePrefix string `json:"namePrefix,omitempty"`

	// ArgoCD delivers by Argo CD 2.7 or later.
	ArgoCD *ArgoCDDelivery `json:"argoCD,omitempty"`

	// Flux delivers by Flux 2.0 or later.
	Flux *FluxDelivery `json:"flux,omitempty"`
}

// ArgoCDStyle is which objects of Argo CD deliver an environment.
type ArgoCDStyle string

const (
	// ArgoCDApplications is one Application an app and environment. Sync waves order them: what the environment owns, clusters, and
	// then session jobs and StreamPark.
	ArgoCDApplications ArgoCDStyle = "Applications"

	// ArgoCDApplicationSet is one ApplicationSet an environment, which makes the same Applications. Argo CD knows no order among them.
	ArgoCDApplicationSet ArgoCDStyle = "ApplicationSet"
)

// ArgoCDDelivery delivers by Argo CD. No Application has Argo CD's finalizer, so that deleting one keeps what it has created.
type ArgoCDDelivery struct {
	// RepoURL is the address of the Git repository, as Argo CD knows it, without credentials. Required.
	RepoURL string `json:"repoURL"`

	// +kubebuilder:default="argocd"

	// Namespace that Argo CD reads Applications in. Default: argocd.
	Namespace string `json:"namespace,omitempty"`

	// +kubebuilder:default="Applications"

	// Style is Applications or ApplicationSet. Default: Applications.
	Style ArgoCDStyle `json:"style,omitempty"`

	ArgoCDSettings `json:",inline"`

	// Environments are those that are delivered, by their names. What is set for one applies to it alone. Required.
	Environments map[string]ArgoCDEnvironment `json:"environments"`
}

// ArgoCDEnvironment is what differs in one environment.
type ArgoCDEnvironment struct {
	// Destination is the cluster. Default: the one that Argo CD runs in.
	Destination *ArgoCDDestination `json:"destination,omitempty"`

	ArgoCDSettings `json:",inline"`
}

// ArgoCDDestination is a cluster that Argo CD knows. One of its fields is required. Namespaces are those of the environments.
type ArgoCDDestination struct {
	// Server is the address of its API server, such as https://kubernetes.default.svc.
	Server string `json:"server,omitempty"`

	// Name is its name in Argo CD, such as in-cluster.
	Name string `json:"name,omitempty"`
}

// ArgoCDSettings are those of all Applications, or of those of one environment.
type ArgoCDSettings struct {
	// +kubebuilder:default="HEAD"

	// TargetRevision is the branch, tag or commit to deliver; HEAD is the repository's default branch. Default: HEAD.
	TargetRevision string `json:"targetRevision,omitempty"`

	// +kubebuilder:default="default"

	// Project is the AppProject of the Applications. Default: default.
	Project string `json:"project,omitempty"`

	// Automated has Argo CD apply changes by itself. Without it people start each sync, and the Applications have no waves.
	Automated *ArgoCDAutomated `json:"automated,omitempty"`

	// ServerSideApply has the API server merge what is applied (ServerSideApply=true). Objects of more than 256 KiB need it. Since
	// Argo CD 3.6 it compares by the API server too, so that no difference can be shown while the operator's webhook is down.
	// Default: false.
	ServerSideApply *bool `json:"serverSideApply,omitempty"`

	// +kubebuilder:validation:Minimum=0
	// +kubebuilder:default=10

	// RetryLimit is how often a sync that failed is tried again, at first after 10 s and then after twice as long, at most 3 minutes.
	// The CRDs of the operator may come later than what needs them. Default: 10.
	RetryLimit *int32 `json:"retryLimit,omitempty"`
}

// ArgoCDAutomated is a sync without people.
type ArgoCDAutomated struct {
	// Enabled false turns it off.
	Enabled *bool `json:"enabled,omitempty"`

	// SelfHeal undoes what was changed in the cluster by hand. Default: false.
	SelfHeal *bool `json:"selfHeal,omitempty"`

	// Prune deletes objects that are no longer in the folder of an app that stays. Deleting a FlinkDeployment ends its jobs, and
	// deletes the metadata of its high availability. What becomes of an app that goes does not depend on it: it stays in the cluster.
	// Default: false.
	Prune *bool `json:"prune,omitempty"`
}

// FluxDelivery delivers by Flux: by a Kustomization an app and environment. Those of session jobs depend on that of their session,
// that of a StreamPark on those of the sessions that it registers, and all on that of what the environment owns.
type FluxDelivery struct {
	// +kubebuilder:validation:Pattern=`^2\.(0|[1-9][0-9]{0,2})$`
	// +kubebuilder:example="2.4"

	// Version is the oldest minor release of Flux in use, such as 2.4. Before 2.5 Flux takes every FlinkDeployment that it has
	// created for healthy, so that a dependency waits for little, and deletes what it has created with a Kustomization that prunes.
	// Default: 2.5 or later.
	Version string `json:"version,omitempty"`

	// +kubebuilder:default="flux-system"

	// Namespace of the Kustomizations. Default: flux-system.
	Namespace string `json:"namespace,omitempty"`

	// SourceRef is the source that has the tree. Required.
	SourceRef FluxSource `json:"sourceRef"`

	FluxSettings `json:",inline"`

	// Environments are those that are delivered, by their names. What is set for one applies to it alone. Required.
	Environments map[string]FluxEnvironment `json:"environments"`
}

// FluxEnvironment is what differs in one environment.
type FluxEnvironment struct {
	// SourceRef is the environment's own source. Default: that of all.
	SourceRef *FluxSource `json:"sourceRef,omitempty"`

	FluxSettings `json:",inline"`
}

// FluxSourceKind is a kind of source.
type FluxSourceKind string

// The kinds of sources that can hold a tree.
const (
	FluxGitRepository FluxSourceKind = "GitRepository"
	FluxOCIRepository FluxSourceKind = "OCIRepository"
	FluxBucket        FluxSourceKind = "Bucket"
)

// FluxSource is a source of Flux that exists, with its credentials, outside of the tree.
type FluxSource struct {
	// +kubebuilder:default="GitRepository"

	// Kind is GitRepository, OCIRepository or Bucket. Default: GitRepository.
	Kind FluxSourceKind `json:"kind,omitempty"`

	// Name of the source. Required.
	Name string `json:"name"`

	// Namespace of the source. Default: that of the Kustomizations.
	Namespace string `json:"namespace,omitempty"`
}

// FluxSettings are those of all Kustomizations, or of those of one environment. Times are such as 10m or 1h30m.
type FluxSettings struct {
	// +kubebuilder:default="10m"

	// Interval at which what is in the cluster is compared and applied again. Default: 10m.
	Interval string `json:"interval,omitempty"`

	// +kubebuilder:default="1m"

	// RetryInterval is the time until what failed is tried again. Default: 1m.
	RetryInterval string `json:"retryInterval,omitempty"`

	// +kubebuilder:default="10m"

	// Timeout is how long an app may take to become healthy: it must exceed the time in which an image is pulled and state is
	// restored. Default: 10m.
	Timeout string `json:"timeout,omitempty"`

	// Prune deletes objects that are no longer in the folder of an app that stays, and needs Flux 2.5. Deleting a FlinkDeployment
	// ends its jobs, and deletes the metadata of its high availability. What becomes of an app that goes does not depend on it: it
	// stays in the cluster. Default: false.
	Prune *bool `json:"prune,omitempty"`

	// ServiceAccountName is the account, in the namespace of the Kustomizations, with whose rights objects are applied. Default: that
	// of Flux itself.
	ServiceAccountName string `json:"serviceAccountName,omitempty"`
}
