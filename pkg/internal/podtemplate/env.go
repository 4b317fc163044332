package podtemplate

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// whole are bytes, or cores: what Kubernetes takes where nothing is stated.
var whole = resource.MustParse("1")

// EnvVar is a variable of spec.env as a container has it.
func EnvVar(name string, variable *v1alpha1.EnvVar) corev1.EnvVar {
	switch {
	case variable.SecretName != "":
		return SecretEnvVar(name, variable.SecretName, variable.Key)
	case variable.ConfigMapName != "":
		return ConfigMapEnvVar(name, variable.ConfigMapName, variable.Key)
	case variable.FieldPath != "":
		return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: variable.FieldPath}}}
	case variable.Resource != "":
		return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{ResourceFieldRef: &corev1.ResourceFieldSelector{Resource: variable.Resource, Divisor: whole}}}
	}
	return corev1.EnvVar{Name: name, Value: variable.Value}
}

// SecretEnvVar is a variable from a key of a Secret.
func SecretEnvVar(name, secret, key string) corev1.EnvVar {
	return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{
		SecretKeyRef: &corev1.SecretKeySelector{LocalObjectReference: corev1.LocalObjectReference{Name: secret}, Key: key},
	}}
}

// ConfigMapEnvVar is a variable from a key of a ConfigMap.
func ConfigMapEnvVar(name, configMap, key string) corev1.EnvVar {
	return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{
		ConfigMapKeyRef: &corev1.ConfigMapKeySelector{LocalObjectReference: corev1.LocalObjectReference{Name: configMap}, Key: key},
	}}
}
