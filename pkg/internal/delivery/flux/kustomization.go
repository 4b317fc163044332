package flux

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// What a Kustomization begins with.
const (
	KustomizationAPIVersion = "kustomize.toolkit.fluxcd.io/v1"
	KindKustomization       = "Kustomization"
)

// DeletionOrphan is the deletion policy that keeps what a Kustomization has applied when it is deleted. Since Flux 2.5.
const DeletionOrphan = "Orphan"

// Kustomization is a folder of a source that Flux builds and applies.
//
// +kubebuilder:object:root=true
type Kustomization struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec KustomizationSpec `json:"spec"`
}

// KustomizationSpec says what is applied, when, and what of it must be healthy.
type KustomizationSpec struct {
	// DependsOn are Kustomizations that must be ready first.
	DependsOn []Reference `json:"dependsOn,omitempty"`

	// Interval and the other times are durations such as 10m or 1h30m. Interval is required.
	Interval      string `json:"interval"`
	RetryInterval string `json:"retryInterval,omitempty"`
	Timeout       string `json:"timeout,omitempty"`

	// Prune deletes what is no longer in the source. Required.
	Prune bool `json:"prune"`

	// DeletionPolicy is what happens when the Kustomization is deleted; empty, all is deleted if Prune is set. Since Flux 2.5.
	DeletionPolicy string `json:"deletionPolicy,omitempty"`

	// Wait has the Kustomization be ready when all that it applied is.
	Wait bool `json:"wait,omitempty"`

	// HealthCheckExprs say when custom resources are, in CEL. Since Flux 2.5.
	HealthCheckExprs []HealthCheckExpr `json:"healthCheckExprs,omitempty"`

	ServiceAccountName string          `json:"serviceAccountName,omitempty"`
	SourceRef          SourceReference `json:"sourceRef"`
	Path               string          `json:"path,omitempty"`
	Suspend            bool            `json:"suspend,omitempty"`
}

// HealthCheckExpr are CEL expressions over an object of a kind. Flux evaluates inProgress, failed and current in this order.
type HealthCheckExpr struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	InProgress string `json:"inProgress,omitempty"`
	Failed     string `json:"failed,omitempty"`
	Current    string `json:"current"`
}

// Reference is an object of the same kind.
type Reference struct {
	Name      string `json:"name"`
	Namespace string `json:"namespace,omitempty"`
}

// SourceReference is a source, such as a GitRepository; its namespace is that of the object that refers to it if it is empty.
type SourceReference struct {
	Kind      string `json:"kind"`
	Name      string `json:"name"`
	Namespace string `json:"namespace,omitempty"`
}
