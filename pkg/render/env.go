package render

import (
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// env gives the Flink processes the user's environment variables. It comes after all features, since one that a
// feature sets already must not be set twice.
func (r *renderer) env() {
	for _, name := range slices.Sorted(maps.Keys(r.session.Spec.Env)) {
		variable := r.session.Spec.Env[name]
		taken := slices.ContainsFunc(r.mainContainer().Env, func(e corev1.EnvVar) bool { return e.Name == name })
		_, hadoop := r.configuration.values[flink.HadoopConfigurationConfigMap.Key(r.configuration.reader)]
		switch {
		case taken, name == "HADOOP_CONF_DIR" && hadoop:
			r.errs = append(r.errs, r.session.Errorf(path("env", name), "must not be set: a feature of the session sets it"))
		case variable.SecretName != "":
			r.addSecretEnv(name, variable.SecretName, variable.Key)
		default:
			main := r.mainContainer()
			main.Env = append(main.Env, corev1.EnvVar{Name: name, Value: variable.Value})
		}
	}
}
