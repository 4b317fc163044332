package dashboard

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// grafanaDashboard is a GrafanaDashboard of the Grafana Operator, grafana.integreatly.org/v1beta1 (v5.24), with the fields that are
// rendered: no Go module of it can be had.
type grafanaDashboard struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec grafanaDashboardSpec `json:"spec"`
}

type grafanaDashboardSpec struct {
	// InstanceSelector is required, and cannot be changed.
	InstanceSelector          metav1.LabelSelector `json:"instanceSelector"`
	AllowCrossNamespaceImport bool                 `json:"allowCrossNamespaceImport,omitempty"`
	Folder                    string               `json:"folder,omitempty"`
	ConfigMapRef              configMapKey         `json:"configMapRef"`
}

// configMapKey is where the JSON of a dashboard stands.
type configMapKey struct {
	Name string `json:"name"`
	Key  string `json:"key"`
}

// DeepCopyObject implements runtime.Object.
func (d *grafanaDashboard) DeepCopyObject() runtime.Object {
	copied := *d
	copied.ObjectMeta = *d.ObjectMeta.DeepCopy()
	copied.Spec.InstanceSelector = *d.Spec.InstanceSelector.DeepCopy()
	return &copied
}
