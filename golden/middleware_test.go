package golden

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// middleware is what Traefik's documentation shows of a Middleware that strips prefixes. Its Go module brings the whole
// program along.
type middleware struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec struct {
		StripPrefix struct {
			Prefixes []string `json:"prefixes"`
		} `json:"stripPrefix"`
	} `json:"spec"`
}

// DeepCopyObject makes it an object for a decoder, which copies none.
func (m *middleware) DeepCopyObject() runtime.Object {
	copied := *m
	return &copied
}

func addMiddleware(scheme *runtime.Scheme) error {
	scheme.AddKnownTypeWithName(schema.GroupVersionKind{Group: "traefik.io", Version: "v1alpha1", Kind: "Middleware"}, &middleware{})
	return nil
}
