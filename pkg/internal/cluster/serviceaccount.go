package cluster

import (
	"maps"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// serviceAccountFiles are an account and, where it needs any rights, a Role and a RoleBinding that grant them. All outlive
// the sessions that run under it.
func serviceAccountFiles(meta metav1.ObjectMeta, accountAnnotations map[string]string, rules []rbacv1.PolicyRule) []object.File {
	const group = rbacv1.GroupName
	accountMeta, same := meta, maps.Equal(accountAnnotations, meta.Annotations)
	meta.Annotations = object.OutlivesSessions(meta.Annotations)
	if accountMeta.Annotations = meta.Annotations; !same {
		accountMeta.Annotations = object.OutlivesSessions(accountAnnotations)
	}
	files := []object.File{{Name: "serviceaccount.yaml", Object: &corev1.ServiceAccount{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "ServiceAccount"},
		ObjectMeta: accountMeta,
	}}}
	if len(rules) == 0 {
		return files
	}
	return append(files,
		object.File{Name: "role.yaml", Object: &rbacv1.Role{
			TypeMeta:   metav1.TypeMeta{APIVersion: group + "/v1", Kind: "Role"},
			ObjectMeta: meta,
			Rules:      rules,
		}},
		object.File{Name: "rolebinding.yaml", Object: &rbacv1.RoleBinding{
			TypeMeta:   metav1.TypeMeta{APIVersion: group + "/v1", Kind: "RoleBinding"},
			ObjectMeta: meta,
			RoleRef:    rbacv1.RoleRef{APIGroup: group, Kind: "Role", Name: meta.Name},
			Subjects:   []rbacv1.Subject{{Kind: "ServiceAccount", Name: meta.Name}},
		}},
	)
}

// setServiceAccountDefaults prefers the ServiceAccount that the environment shares, which the environment emits.
func setServiceAccountDefaults(name string, cluster *v1alpha1.Cluster, settings *v1alpha1.EnvironmentSpec) {
	if cluster.ServiceAccount == nil {
		cluster.ServiceAccount = &v1alpha1.ServiceAccount{}
	}
	account := cluster.ServiceAccount
	if shared := settings.ServiceAccount; shared != nil && (account.Name == "" || account.Name == shared.Name) {
		account.Name = shared.Name
		resolve.SetDefaultPointer(&account.Create, false)
	}
	resolve.SetDefault(&account.Name, name)
	resolve.SetDefaultPointer(&account.Create, true)
}

// SharesServiceAccount reports, before defaults are set, whether a session leaves its ServiceAccount to the environment.
func SharesServiceAccount(cluster *v1alpha1.Cluster, settings *v1alpha1.EnvironmentSpec) bool {
	account, shared := cluster.ServiceAccount, settings.ServiceAccount
	if shared == nil || account == nil || account.Name == "" {
		return shared != nil
	}
	return account.Name == shared.Name && account.Create == nil
}

func (c *checker) serviceAccount(s *Target) {
	account, field := c.cluster.ServiceAccount, path("serviceAccount")
	if account.Name != s.Metadata.Name { // that is checked where it stands
		c.AddErr(field.Child("name"), check.ObjectName(account.Name))
	}
	c.Annotations(check.Given(account.Annotations), field.Child("annotations"))
	if !*account.Create && len(account.Annotations) > 0 {
		c.Add(field.Child("annotations"), "must not be set: the ServiceAccount %q is made by somebody else", account.Name)
	}
	if s.SharesServiceAccount && c.Complete {
		c.sharedServiceAccount(s)
	}
}

// sharedServiceAccount checks that the account which the environment shares is there: it is emitted for an Environment
// document only, into the namespace of that.
func (c *checker) sharedServiceAccount(s *Target) {
	account, environment := c.cluster.ServiceAccount, s.Environment
	if *account.Create {
		c.Add(path("serviceAccount", "create"), "must not be true without a name of its own: the environment shares the ServiceAccount %q", account.Name)
		return
	}
	if made := s.Settings.ServiceAccount.Create; made != nil && !*made {
		return // somebody else makes it, wherever it is needed
	}
	if environment == nil || environment.ServiceAccount == nil || environment.ServiceAccount.Name != account.Name {
		c.Findings = append(c.Findings, s.SettingErrorf(path("serviceAccount", "name"), "must be %q in an Environment document, which emits it; "+
			"or set create to false for one that exists, or spec.serviceAccount.name for one of the session's own", account.Name))
		return
	}
	if environment.Namespace != s.Namespace && s.Namespace != "" {
		c.Add(path("namespace"), "must be %q, where Environment %s emits the ServiceAccount %q that its sessions share, not %q; "+
			"or set spec.serviceAccount.name to give the session one of its own",
			environment.Namespace, s.EnvironmentName, account.Name, s.Namespace)
	}
}

func checkServiceAccountSettings(c *check.Checker, account *v1alpha1.EnvironmentServiceAccount) {
	if account != nil {
		c.AddErr(path("serviceAccount", "name"), check.ObjectName(account.Name))
		c.Annotations(check.Given(check.WithoutNil(account.Annotations)), path("serviceAccount", "annotations"))
	}
}

// serviceAccount is the account under which the session runs, unless somebody else makes it.
func (r *renderer) serviceAccount() []object.File {
	account := r.cluster.ServiceAccount
	if !*account.Create {
		return nil
	}
	meta := r.objectMeta(account.Name)
	annotations, rules := meta.Annotations, r.rules()
	if r.cluster.Storage.Type != v1alpha1.StorageAzure && len(account.Annotations) == 0 {
		return r.target.Shared.Files(accountWith{account.Name, len(rules) > 0, r.cluster.Mode == v1alpha1.ModeStandalone},
			func() []object.File { return serviceAccountFiles(meta, annotations, rules) })
	}
	if r.cluster.Storage.Type == v1alpha1.StorageAzure {
		annotations = object.With(annotations, azureAccountAnnotations(r.target.Settings.Azure))
	}
	return serviceAccountFiles(meta, object.Over(account.Annotations, annotations), rules)
}

// accountWith is all that an account without annotations, and what grants it its rights, is made of, beside the document's metadata.
type accountWith struct {
	name              string
	rules, standalone bool
}

// SharedServiceAccount is the account that an environment owns for all of its sessions, of either mode; nothing when it owns
// none.
func SharedServiceAccount(metadata v1alpha1.Metadata, settings *v1alpha1.EnvironmentSpec) []object.File {
	account := settings.ServiceAccount
	if account == nil || account.Create != nil && !*account.Create {
		return nil
	}
	meta := metav1.ObjectMeta{Name: account.Name, Labels: metadata.Labels, Annotations: metadata.Annotations}
	annotations := object.With(meta.Annotations, azureAccountAnnotations(settings.Azure))
	return serviceAccountFiles(meta, object.Over(account.Annotations, annotations), nativeRules)
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
	switch flink.HighAvailability(r.highAvailabilityType()) {
	case flink.HighAvailabilityNone, flink.HighAvailabilityZooKeeper:
		return nil
	}
	return []rbacv1.PolicyRule{{APIGroups: []string{""}, Resources: []string{"configmaps"}, Verbs: verbs}}
}
