package flux

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// SourceAPIVersion is that of all sources.
const SourceAPIVersion = "source.toolkit.fluxcd.io/v1"

// The kinds of sources.
const (
	KindGitRepository  = "GitRepository"
	KindOCIRepository  = "OCIRepository" // in v1 since Flux 2.6
	KindBucket         = "Bucket"
	KindHelmRepository = "HelmRepository"
)

// HelmRepository is a repository of Helm charts.
//
// +kubebuilder:object:root=true
type HelmRepository struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec HelmRepositorySpec `json:"spec"`
}

// HelmRepositorySpec says where the charts are.
type HelmRepositorySpec struct {
	// Type is oci for a registry, and empty for the address of an index.
	Type string `json:"type,omitempty"`

	// URL begins with https://, http:// or oci://. Required.
	URL string `json:"url"`

	Interval  string          `json:"interval,omitempty"`
	SecretRef *LocalReference `json:"secretRef,omitempty"`
}

// LocalReference is an object of a known kind in the same namespace.
type LocalReference struct {
	Name string `json:"name"`
}
