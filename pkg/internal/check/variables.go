package check

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/podrule"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Variables checks the environment variables of spec.env. A value is never quoted: it may be a credential.
func (c *Checker) Variables(env map[string]*v1alpha1.EnvVar) {
	for _, name := range resolve.SortedKeys(env) {
		variable, field := env[name], path("env", name)
		c.AddErr(field, Explain(name, "the name of an environment variable: letters, digits, underscores, dots and dashes that do not start with a digit, such as LOG_LEVEL", validation.IsEnvVarName))
		c.variable(variable, field)
	}
}

// variable checks a value or a reference. Documents cannot hold several of them; Go programs can.
func (c *Checker) variable(variable *v1alpha1.EnvVar, field diagnostic.Path) {
	forms := 0
	for _, form := range []string{variable.Value, variable.SecretName, variable.ConfigMapName, variable.FieldPath, variable.Resource} {
		if form != "" {
			forms++
		}
	}
	if forms > 1 {
		c.Add(field, "must be a value, or a reference to a Secret, a ConfigMap, a field of the pod or a resource of the container, and not two of them")
		return
	}
	source := corev1.EnvVarSource{}
	switch {
	case variable.FieldPath != "":
		source.FieldRef = &corev1.ObjectFieldSelector{FieldPath: variable.FieldPath}
	case variable.Resource != "":
		source.ResourceFieldRef = &corev1.ResourceFieldSelector{Resource: variable.Resource}
	case variable.ConfigMapName != "":
		c.AddErr(field.Child("configMapName"), ObjectName(variable.ConfigMapName))
		c.AddErr(field.Child("key"), DataKey(variable.Key))
		return
	case variable.SecretName != "" || variable.Key != "":
		c.AddErr(field.Child("secretName"), SecretName(variable.SecretName))
		c.AddErr(field.Child("key"), SecretKey(variable.Key))
		return
	default:
		return
	}
	for _, violation := range podrule.EnvVarSource(&source) {
		c.Add(append(field[:len(field):len(field)], violation.Path[len(violation.Path)-1]), "%s", violation.Message)
	}
}
