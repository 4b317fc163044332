package golden

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// grafanaDashboard is what the CRD of the Grafana Operator (v5) says of a GrafanaDashboard that has its JSON from a ConfigMap. Its Go module
// cannot be had.
type grafanaDashboard struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec struct {
		InstanceSelector          *metav1.LabelSelector `json:"instanceSelector"`
		AllowCrossNamespaceImport bool                  `json:"allowCrossNamespaceImport"`
		Folder                    string                `json:"folder"`
		ConfigMapRef              struct {
			Name string `json:"name"`
			Key  string `json:"key"`
		} `json:"configMapRef"`
	} `json:"spec"`
}

// DeepCopyObject makes it an object for a decoder, which copies none.
func (d *grafanaDashboard) DeepCopyObject() runtime.Object {
	copied := *d
	return &copied
}

func addGrafanaDashboard(scheme *runtime.Scheme) error {
	scheme.AddKnownTypeWithName(schema.GroupVersionKind{Group: "grafana.integreatly.org", Version: "v1beta1", Kind: "GrafanaDashboard"}, &grafanaDashboard{})
	return nil
}
