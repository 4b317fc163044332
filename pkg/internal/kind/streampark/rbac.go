package streampark

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
)

func (c *checker) kubernetes() {
	kubernetes, field := c.spec.Kubernetes, path("kubernetes", "serviceAccountName")
	if !kubernetes.On() {
		return
	}
	if kubernetes.ServiceAccountName != c.target.Metadata.Name {
		c.AddErr(field, check.ObjectName(kubernetes.ServiceAccountName))
	}
	if kubernetes.ServiceAccountName == "default" {
		c.Add(field, "must not be default, the ServiceAccount of all pods of the namespace that name none: they would get StreamPark's Role")
	}
}

// rbac lets StreamPark start Flink clusters in its own namespace.
func (r *renderer) rbac() []object.File {
	if !r.spec.Kubernetes.On() {
		return nil
	}
	const group = rbacv1.GroupName
	name := r.spec.Kubernetes.ServiceAccountName
	verbs := []string{"get", "list", "watch", "create", "update", "delete"}
	return []object.File{
		{Name: "serviceaccount.yaml", Object: &corev1.ServiceAccount{
			TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ServiceAccount"},
			ObjectMeta: r.objectMeta(name),
		}},
		{Name: "role.yaml", Object: &rbacv1.Role{
			TypeMeta:   metav1.TypeMeta{APIVersion: group + "/v1", Kind: "Role"},
			ObjectMeta: r.objectMeta(name),
			Rules: []rbacv1.PolicyRule{
				{APIGroups: []string{""}, Resources: []string{"configmaps", "pods", "services"}, Verbs: verbs},
				{APIGroups: []string{""}, Resources: []string{"pods/log"}, Verbs: []string{"get"}},
				{APIGroups: []string{"apps"}, Resources: []string{"deployments"}, Verbs: []string{"get", "list", "watch", "create", "delete"}},
				{APIGroups: []string{networkingv1.GroupName}, Resources: []string{"ingresses"}, Verbs: []string{"get", "create"}},
			},
		}},
		{Name: "rolebinding.yaml", Object: &rbacv1.RoleBinding{
			TypeMeta:   metav1.TypeMeta{APIVersion: group + "/v1", Kind: "RoleBinding"},
			ObjectMeta: r.objectMeta(name),
			RoleRef:    rbacv1.RoleRef{APIGroup: group, Kind: "Role", Name: name},
			Subjects:   []rbacv1.Subject{{Kind: "ServiceAccount", Name: name}},
		}},
	}
}
