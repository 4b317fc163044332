package render

import (
	"strings"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
)

// serviceAccount is the account under which the session runs, unless somebody else makes it.
func (r *renderer) serviceAccount() []File {
	account := r.cluster.ServiceAccount
	if !*account.Create {
		return nil
	}
	meta := r.objectMeta(account.Name)
	return serviceAccountFiles(meta, objectmeta.Over(account.Annotations, meta.Annotations), r.rules())
}

// SharedServiceAccount is the account that an environment owns for all of its sessions, of either mode; nothing when it owns
// none.
func SharedServiceAccount(metadata v1alpha1.Metadata, account *v1alpha1.EnvironmentServiceAccount) []File {
	if account == nil || account.Create != nil && !*account.Create {
		return nil
	}
	meta := metav1.ObjectMeta{Name: account.Name, Labels: metadata.Labels, Annotations: metadata.Annotations}
	return serviceAccountFiles(meta, objectmeta.Over(account.Annotations, meta.Annotations), nativeRules)
}

var verbs = []string{"get", "list", "watch", "create", "update", "patch", "delete"}

// nativeRules are what the operator's chart grants to Flink: JobManagers make the pods of TaskManagers and, with Kubernetes
// high availability, keep ConfigMaps.
var nativeRules = []rbacv1.PolicyRule{
	{APIGroups: []string{""}, Resources: []string{"pods", "configmaps"}, Verbs: verbs},
	{APIGroups: []string{"apps"}, Resources: []string{"deployments", "deployments/finalizers"}, Verbs: verbs},
}

// rules are what the session needs. In standalone mode the operator makes all pods, and so only high availability is left:
// with Kubernetes it keeps ConfigMaps, and no leases; a class of its own may do so too.
func (r *renderer) rules() []rbacv1.PolicyRule {
	if r.cluster.Mode != v1alpha1.ModeStandalone {
		return nativeRules
	}
	switch strings.ToLower(r.highAvailabilityType()) {
	case "", "none", "standalone", "zookeeper":
		return nil
	}
	return []rbacv1.PolicyRule{{APIGroups: []string{""}, Resources: []string{"configmaps"}, Verbs: verbs}}
}

// serviceAccountFiles are an account and, where it needs any rights, a Role and a RoleBinding that grant them. All outlive
// the sessions that run under it.
func serviceAccountFiles(meta metav1.ObjectMeta, accountAnnotations map[string]string, rules []rbacv1.PolicyRule) []File {
	const group = rbacv1.GroupName
	accountMeta := meta
	accountMeta.Annotations = objectmeta.OutlivesSessions(accountAnnotations)
	meta.Annotations = objectmeta.OutlivesSessions(meta.Annotations)
	files := []File{{"serviceaccount.yaml", &corev1.ServiceAccount{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ServiceAccount"},
		ObjectMeta: accountMeta,
	}}}
	if len(rules) == 0 {
		return files
	}
	return append(files,
		File{"role.yaml", &rbacv1.Role{
			TypeMeta:   metav1.TypeMeta{APIVersion: group + "/v1", Kind: "Role"},
			ObjectMeta: meta,
			Rules:      rules,
		}},
		File{"rolebinding.yaml", &rbacv1.RoleBinding{
			TypeMeta:   metav1.TypeMeta{APIVersion: group + "/v1", Kind: "RoleBinding"},
			ObjectMeta: meta,
			RoleRef:    rbacv1.RoleRef{APIGroup: group, Kind: "Role", Name: meta.Name},
			Subjects:   []rbacv1.Subject{{Kind: "ServiceAccount", Name: meta.Name}},
		}},
	)
}
