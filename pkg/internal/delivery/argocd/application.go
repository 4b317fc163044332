package argocd

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery/helm"
)

// APIVersion is that of all kinds of this package.
const APIVersion = "argoproj.io/v1alpha1"

// The kinds of Argo CD that trees have.
const (
	KindApplication    = "Application"
	KindApplicationSet = "ApplicationSet"
)

// Annotations that Argo CD reads.
const (
	// SyncWaveAnnotation orders the objects of one sync: the lowest first, each wave once the one before is healthy.
	SyncWaveAnnotation = "argocd.argoproj.io/sync-wave"

	// SyncOptionsAnnotation sets options of the sync for one object.
	SyncOptionsAnnotation = "argocd.argoproj.io/sync-options"

	// ManifestPathsAnnotation lists the folders, relative to the source's path and divided by semicolons, whose changes concern
	// an Application.
	ManifestPathsAnnotation = "argocd.argoproj.io/manifest-generate-paths"
)

// Application is what Argo CD keeps in a cluster as a source has it. Without the finalizer resources-finalizer.argocd.argoproj.io,
// which nothing here sets, what it has created stays when it is deleted.
//
// +kubebuilder:object:root=true
type Application struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec ApplicationSpec `json:"spec"`
}

// ApplicationSpec says what is kept where.
type ApplicationSpec struct {
	// Project is the AppProject that says what the Application may do. Required.
	Project string `json:"project"`

	Source            Source              `json:"source"`
	Destination       Destination         `json:"destination"`
	SyncPolicy        *SyncPolicy         `json:"syncPolicy,omitempty"`
	IgnoreDifferences []IgnoredDifference `json:"ignoreDifferences,omitempty"`
}

// Source is a folder of a Git repository, or a Helm chart.
type Source struct {
	// RepoURL is the address of a Git repository, or of the repository of a chart. Required.
	RepoURL string `json:"repoURL"`

	// TargetRevision is a branch, tag or commit, or the version of the chart.
	TargetRevision string `json:"targetRevision,omitempty"`

	// Path is the folder in the repository; Chart the name of a chart. One of them is required.
	Path  string `json:"path,omitempty"`
	Chart string `json:"chart,omitempty"`

	Helm *Helm `json:"helm,omitempty"`
}

// Helm is how a chart is rendered.
type Helm struct {
	// ReleaseName is that of the Application, if it is empty.
	ReleaseName string `json:"releaseName,omitempty"`

	// ValuesObject are the values of the chart.
	ValuesObject helm.Values `json:"valuesObject,omitempty"`

	// SkipCrds leaves out what stands in the folder crds of the chart.
	SkipCrds bool `json:"skipCrds,omitempty"`
}

// Destination is a cluster by its API server or by its name in Argo CD, and the namespace of objects that state none.
type Destination struct {
	Server    string `json:"server,omitempty"`
	Name      string `json:"name,omitempty"`
	Namespace string `json:"namespace,omitempty"`
}

// SyncPolicy says when and how a source is applied.
type SyncPolicy struct {
	// Automated applies a change of the source by itself; without it people do.
	Automated   *Automated `json:"automated,omitempty"`
	SyncOptions []string   `json:"syncOptions,omitempty"`
	Retry       *Retry     `json:"retry,omitempty"`
}

// Automated is a sync without people.
type Automated struct {
	// Prune deletes what is no longer in the source.
	Prune bool `json:"prune,omitempty"`

	// SelfHeal undoes changes that were made in the cluster.
	SelfHeal bool `json:"selfHeal,omitempty"`
}

// Retry is what happens after a sync that failed.
type Retry struct {
	Limit   int64    `json:"limit"`
	Backoff *Backoff `json:"backoff,omitempty"`
}

// Backoff is the time between retries: durations such as 5s and 3m.
type Backoff struct {
	Duration    string `json:"duration,omitempty"`
	Factor      *int64 `json:"factor,omitempty"`
	MaxDuration string `json:"maxDuration,omitempty"`
}

// IgnoredDifference are fields of objects that may differ from the source.
type IgnoredDifference struct {
	Group             string   `json:"group,omitempty"`
	Kind              string   `json:"kind"`
	Name              string   `json:"name,omitempty"`
	Namespace         string   `json:"namespace,omitempty"`
	JSONPointers      []string `json:"jsonPointers,omitempty"`
	JQPathExpressions []string `json:"jqPathExpressions,omitempty"`
}
