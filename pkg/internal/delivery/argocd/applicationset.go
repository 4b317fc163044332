package argocd

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// ApplicationSet makes an Application of each element of its generators.
//
// +kubebuilder:object:root=true
type ApplicationSet struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`

	Spec ApplicationSetSpec `json:"spec"`
}

// ApplicationSetSpec has what differs between the Applications in Generators, and what they have in common in Template.
type ApplicationSetSpec struct {
	// GoTemplate has Template be one of Go, such as {{.path}}; GoTemplateOptions such as missingkey=error.
	GoTemplate        bool     `json:"goTemplate,omitempty"`
	GoTemplateOptions []string `json:"goTemplateOptions,omitempty"`

	Generators []Generator               `json:"generators"`
	SyncPolicy *ApplicationSetSyncPolicy `json:"syncPolicy,omitempty"`
	Template   ApplicationTemplate       `json:"template"`
}

// Generator gives elements.
type Generator struct {
	List *ListGenerator `json:"list,omitempty"`
}

// ListGenerator gives those that it lists, each with its variables.
type ListGenerator struct {
	Elements []map[string]string `json:"elements"`
}

// ApplicationSetSyncPolicy is what happens to the Applications.
type ApplicationSetSyncPolicy struct {
	// PreserveResourcesOnDeletion keeps what an Application has created when its element is gone.
	PreserveResourcesOnDeletion bool `json:"preserveResourcesOnDeletion,omitempty"`
}

// ApplicationTemplate is an Application with variables.
type ApplicationTemplate struct {
	Metadata TemplateMetadata `json:"metadata"`
	Spec     ApplicationSpec  `json:"spec"`
}

// TemplateMetadata is the metadata that a template can have.
type TemplateMetadata struct {
	Name        string            `json:"name,omitempty"`
	Labels      map[string]string `json:"labels,omitempty"`
	Annotations map[string]string `json:"annotations,omitempty"`
}
