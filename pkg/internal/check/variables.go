package check

import (
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// Variables checks the environment variables of spec.env. A value is never quoted: it may be a credential.
func (c *Checker) Variables(env map[string]*v1alpha1.EnvVar) {
	for _, name := range slices.Sorted(maps.Keys(env)) {
		variable, field := env[name], path("env", name)
		c.AddErr(field, Explain(name, "the name of an environment variable: letters, digits, underscores, dots and dashes that do not start with a digit, such as LOG_LEVEL", validation.IsEnvVarName(name)))
		if variable.Value != "" && variable.SecretName != "" {
			c.Add(field, "must be a value or a reference to a Secret, not both")
		}
		if variable.SecretName == "" && variable.Key == "" {
			continue
		}
		c.AddErr(field.Child("secretName"), SecretName(variable.SecretName))
		c.AddErr(field.Child("key"), SecretKey(variable.Key))
	}
}
