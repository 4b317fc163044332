package v1beta1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// FlinkBlueGreenDeployment is two application clusters, of which one is active: a change starts the other one and moves the job
// there. Since 1.14.
//
// +kubebuilder:object:root=true
type FlinkBlueGreenDeployment struct {
	metav1.TypeMeta `json:",inline"`

	// ObjectMeta is the standard metadata. The clusters are named after it, with -blue and -green at the end.
	metav1.ObjectMeta `json:"metadata,omitzero"`

	// Spec is the desired state.
	Spec FlinkBlueGreenDeploymentSpec `json:"spec,omitzero"`
}

// FlinkBlueGreenDeploymentList is a list of FlinkBlueGreenDeployments, as the API server answers it.
//
// +kubebuilder:object:root=true
type FlinkBlueGreenDeploymentList struct {
	metav1.TypeMeta `json:",inline"`

	// ListMeta is the standard metadata of a list.
	metav1.ListMeta `json:"metadata,omitzero"`

	// Items are the FlinkBlueGreenDeployments.
	Items []FlinkBlueGreenDeployment `json:"items"`
}

// FlinkBlueGreenDeploymentSpec is the desired state of two clusters.
type FlinkBlueGreenDeploymentSpec struct {
	// Configuration holds the options kubernetes.operator.bluegreen.*, whose values are times.
	Configuration map[string]string `json:"configuration,omitempty"`

	// Ingress leads to the active one of the two.
	Ingress *IngressSpec `json:"ingress,omitempty"`

	// Template is what both are made of. Required by the operator.
	Template *FlinkDeploymentTemplateSpec `json:"template,omitempty"`
}

// FlinkDeploymentTemplateSpec is what a FlinkDeployment is made of.
type FlinkDeploymentTemplateSpec struct {
	// ObjectMeta is taken by the API server and not used: the clusters have no labels or annotations of it.
	metav1.ObjectMeta `json:"metadata,omitzero"`

	// Spec of the FlinkDeployment. Required by the operator, with a job.
	Spec FlinkDeploymentSpec `json:"spec,omitzero"`
}
