package environment

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// podSecurity begins the labels by which Kubernetes knows how secure the pods of a namespace must be.
const podSecurity = "pod-security.kubernetes.io/"

func checkNamespace(c *check.Checker, namespace *v1alpha1.GuardedNamespace) {
	if !namespace.On() {
		return
	}
	field := path("guardRails", "podSecurity")
	for _, level := range []struct {
		field string
		value v1alpha1.PodSecurityLevel
	}{{"enforce", namespace.Enforce}, {"warn", namespace.Warn}, {"audit", namespace.Audit}} {
		if level.value != "" {
			check.OneOf(c, level.value, field.Child(level.field), v1alpha1.PodSecurityPrivileged, v1alpha1.PodSecurityBaseline, v1alpha1.PodSecurityRestricted)
		}
	}
	labels := check.Given(check.WithoutNil(namespace.Labels))
	c.Labels(labels, field.Child("labels"))
	for _, mode := range []string{"enforce", "warn", "audit"} {
		if _, given := labels[podSecurity+mode]; given {
			c.AddAs(diagnostic.RuleConflictingFields, field.Child("labels", podSecurity+mode), "must not be set: guardRails.podSecurity.%s sets it", mode)
		}
	}
}

// namespaceFiles are the Namespace that an environment owns; nothing for none.
func namespaceFiles(e resolve.Source[v1alpha1.Environment]) []object.File {
	guardRails, metadata := e.Object.Spec.GuardRails, e.Object.Metadata
	if guardRails == nil || !guardRails.PodSecurity.On() {
		return nil
	}
	namespace := *guardRails.PodSecurity
	resolve.SetDefault(&namespace.Enforce, v1alpha1.PodSecurityBaseline)
	resolve.SetDefault(&namespace.Warn, v1alpha1.PodSecurityRestricted)
	resolve.SetDefault(&namespace.Audit, v1alpha1.PodSecurityRestricted)
	labels := map[string]string{
		podSecurity + "enforce": string(namespace.Enforce),
		podSecurity + "warn":    string(namespace.Warn),
		podSecurity + "audit":   string(namespace.Audit),
	}
	return []object.File{{Name: "namespace.yaml", Object: &corev1.Namespace{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"},
		ObjectMeta: metav1.ObjectMeta{
			Name:        e.Object.Spec.Namespace,
			Labels:      object.Over(check.WithoutNil(namespace.Labels), object.With(labels, pointers(metadata.Labels))),
			Annotations: object.KeptFromPruning(metadata.Annotations),
		},
	}}}
}

func pointers(values map[string]string) map[string]*string {
	all := make(map[string]*string, len(values))
	for key, value := range values {
		all[key] = &value
	}
	return all
}
