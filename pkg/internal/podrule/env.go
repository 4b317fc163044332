package podrule

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// fieldsOfEnv are the fields of a pod that a variable may take its value from, beside those of its labels and annotations.
var fieldsOfEnv = []string{
	"metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
	"status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
}

// fieldsOfVolume are those that a file may hold.
var fieldsOfVolume = []string{"metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"}

var resourcesOfContainer = []string{
	"limits.cpu", "limits.memory", "limits.ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage",
}

func (c *checker) env(container *corev1.Container, at *place) {
	for i := range container.Env {
		variable, at := &container.Env[i], at.Child("env").Index(i)
		if !word(variable.Name) {
			c.name(at.Child("name"), variable.Name, validation.IsEnvVarName, aVariable)
		}
		if variable.ValueFrom != nil {
			if variable.Value != "" {
				c.add(at.Child("valueFrom"), "must not be set beside value")
			}
			c.valueFrom(variable.ValueFrom, at.Child("valueFrom"))
		}
	}
	for i, source := range container.EnvFrom {
		at := at.Child("envFrom").Index(i)
		c.exactlyOne(at, member{"configMapRef", source.ConfigMapRef != nil}, member{"secretRef", source.SecretRef != nil})
		if source.Prefix != "" {
			c.name(at.Child("prefix"), source.Prefix, validation.IsEnvVarName, aVariable)
		}
		if source.ConfigMapRef != nil {
			c.subdomain(at.Child("configMapRef", "name"), source.ConfigMapRef.Name)
		}
		if source.SecretRef != nil {
			c.subdomain(at.Child("secretRef", "name"), source.SecretRef.Name)
		}
	}
}

// EnvVarSource finds what is wrong with what a variable takes its value from.
func EnvVarSource(source *corev1.EnvVarSource) []Violation {
	c := &checker{}
	c.valueFrom(source, nil)
	return c.found
}

func (c *checker) valueFrom(source *corev1.EnvVarSource, at *place) {
	members := make([]member, 0, 5)
	members = append(members, member{"configMapKeyRef", source.ConfigMapKeyRef != nil}, member{"fieldRef", source.FieldRef != nil})
	if source.FileKeyRef != nil {
		members = append(members, member{"fileKeyRef", true})
	}
	c.exactlyOne(at, append(members, member{"resourceFieldRef", source.ResourceFieldRef != nil}, member{"secretKeyRef", source.SecretKeyRef != nil})...)
	if ref := source.FieldRef; ref != nil {
		c.fieldRef(ref, at.Child("fieldRef"), fieldsOfEnv)
	}
	if ref := source.ResourceFieldRef; ref != nil {
		c.resourceRef(ref, at.Child("resourceFieldRef"), false)
	}
	if ref := source.ConfigMapKeyRef; ref != nil {
		c.keyRef(ref.Name, ref.Key, at.Child("configMapKeyRef"))
	}
	if ref := source.SecretKeyRef; ref != nil {
		c.keyRef(ref.Name, ref.Key, at.Child("secretKeyRef"))
	}
}

func (c *checker) keyRef(name, key string, at *place) {
	if name == "" {
		c.add(at.Child("name"), "must be set")
	}
	if !word(key) {
		c.name(at.Child("key"), key, validation.IsConfigMapKey, aDataKey)
	}
}

// fieldRef checks a field of the pod. A label or an annotation is one of them by metadata.labels['key'].
func (c *checker) fieldRef(ref *corev1.ObjectFieldSelector, at *place, allowed []string) {
	if ref.APIVersion != "" && ref.APIVersion != "v1" {
		c.add(at.Child("apiVersion"), "must be v1, not %s", diagnostic.Quote(ref.APIVersion))
	}
	if ref.FieldPath == "" {
		c.add(at.Child("fieldPath"), "must be set")
		return
	}
	for _, of := range []string{"metadata.labels", "metadata.annotations"} {
		if key, ok := strings.CutPrefix(ref.FieldPath, of+"['"); ok && strings.HasSuffix(key, "']") {
			if len(validation.IsQualifiedName(strings.ToLower(strings.TrimSuffix(key, "']")))) > 0 {
				c.add(at.Child("fieldPath"), "must be %s['KEY'] with the key of a label or an annotation, not %s", of, diagnostic.Quote(ref.FieldPath))
			}
			return
		}
	}
	if !slices.Contains(allowed, ref.FieldPath) {
		c.add(at.Child("fieldPath"), "%s", diagnostic.OneOf(ref.FieldPath, allowed))
	}
}

func (c *checker) resourceRef(ref *corev1.ResourceFieldSelector, at *place, ofVolume bool) {
	if ofVolume && ref.ContainerName == "" {
		c.add(at.Child("containerName"), "must be set")
	}
	hugePages := strings.HasPrefix(ref.Resource, "limits.hugepages-") || strings.HasPrefix(ref.Resource, "requests.hugepages-")
	switch {
	case ref.Resource == "":
		c.add(at.Child("resource"), "must be set")
	case !hugePages && !slices.Contains(resourcesOfContainer, ref.Resource):
		c.add(at.Child("resource"), "%s", diagnostic.OneOf(ref.Resource, resourcesOfContainer))
	}
}
