package validate

import (
	"maps"
	"slices"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// flinkEnv are the variables that Flink itself sets in its pods.
var flinkEnv = []string{"_POD_IP_ADDRESS", "_POD_NODE_ID"}

// containerizedEnv begin the options with which a configuration sets environment variables.
var containerizedEnv = []string{"containerized.master.env.", "containerized.taskmanager.env."}

// env checks the environment variables of the Flink processes.
func (c *checker) env() {
	c.variables(c.cluster.Env)
	for _, name := range slices.Sorted(maps.Keys(c.cluster.Env)) {
		if slices.Contains(flinkEnv, name) {
			c.add(path("env", name), "must not be set: Flink sets it")
		}
		for _, prefix := range containerizedEnv {
			if c.cluster.FlinkConfiguration[prefix+name] != nil {
				c.addAs(diagnostic.RuleConflictingOption, path("flinkConfiguration", prefix+name), "must not be set beside spec.env.%s", name)
			}
		}
	}
}

// variables checks the environment variables of spec.env. A value is never quoted: it may be a credential.
func (c *checker) variables(env map[string]*v1alpha1.EnvVar) {
	for _, name := range slices.Sorted(maps.Keys(env)) {
		variable, field := env[name], path("env", name)
		c.addErr(field, explain(name, "the name of an environment variable: letters, digits, underscores, dots and dashes that do not start with a digit, such as LOG_LEVEL", validation.IsEnvVarName(name)))
		if variable.Value != "" && variable.SecretName != "" {
			c.add(field, "must be a value or a reference to a Secret, not both")
		}
		if variable.SecretName == "" && variable.Key == "" {
			continue
		}
		c.addErr(field.Child("secretName"), secretName(variable.SecretName))
		c.addErr(field.Child("key"), secretKey(variable.Key))
	}
}
