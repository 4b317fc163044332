package render

import (
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
)

// serviceAccount is the account under which the session runs, unless somebody else makes it.
func (r *renderer) serviceAccount() []File {
	account := r.session.Spec.ServiceAccount
	if !*account.Create {
		return nil
	}
	meta := r.objectMeta(account.Name)
	return serviceAccountFiles(meta, objectmeta.Over(account.Annotations, meta.Annotations))
}

// SharedServiceAccount is the account that an environment owns for all of its sessions; nothing when it owns none.
func SharedServiceAccount(metadata v1alpha1.Metadata, account *v1alpha1.EnvironmentServiceAccount) []File {
	if account == nil || account.Create != nil && !*account.Create {
		return nil
	}
	meta := metav1.ObjectMeta{Name: account.Name, Labels: metadata.Labels, Annotations: metadata.Annotations}
	return serviceAccountFiles(meta, objectmeta.Over(account.Annotations, meta.Annotations))
}

// serviceAccountFiles grant what the operator's chart grants to Flink, in native and in standalone mode: JobManagers
// make the pods of TaskManagers and, with Kubernetes high availability, keep ConfigMaps.
func serviceAccountFiles(meta metav1.ObjectMeta, accountAnnotations map[string]string) []File {
	const group = rbacv1.GroupName
	verbs := []string{"get", "list", "watch", "create", "update", "patch", "delete"}
	accountMeta := meta
	accountMeta.Annotations = accountAnnotations
	return []File{
		{"serviceaccount.yaml", &corev1.ServiceAccount{
			TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ServiceAccount"},
			ObjectMeta: accountMeta,
		}},
		{"role.yaml", &rbacv1.Role{
			TypeMeta:   metav1.TypeMeta{APIVersion: group + "/v1", Kind: "Role"},
			ObjectMeta: meta,
			Rules: []rbacv1.PolicyRule{
				{APIGroups: []string{""}, Resources: []string{"pods", "configmaps"}, Verbs: verbs},
				{APIGroups: []string{"apps"}, Resources: []string{"deployments", "deployments/finalizers"}, Verbs: verbs},
			},
		}},
		{"rolebinding.yaml", &rbacv1.RoleBinding{
			TypeMeta:   metav1.TypeMeta{APIVersion: group + "/v1", Kind: "RoleBinding"},
			ObjectMeta: meta,
			RoleRef:    rbacv1.RoleRef{APIGroup: group, Kind: "Role", Name: meta.Name},
			Subjects:   []rbacv1.Subject{{Kind: "ServiceAccount", Name: meta.Name}},
		}},
	}
}
