package cluster

import (
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
)

// hadoopConfDir is the variable that Flink sets for the Hadoop configuration that it mounts.
const hadoopConfDir = "HADOOP_CONF_DIR"

// hadoopConfiguration has Flink mount the core-site.xml and hdfs-site.xml of a ConfigMap and set HADOOP_CONF_DIR. It
// reports whether the environment has one.
func (r *renderer) hadoopConfiguration(configMap, field string) bool {
	if !r.need(configMap != "", "hdfs.configMapName", field) {
		return false
	}
	if r.mountsHadoop() {
		return true // another feature needs it too
	}
	r.configuration.set(flink.HadoopConfigurationConfigMap, configMap, field)
	r.hadoopUser()
	for _, key := range []string{"fs.hdfs.hadoopconf", "env.hadoop.conf.dir", "containerized.master.env." + hadoopConfDir, "containerized.taskmanager.env." + hadoopConfDir} {
		if r.cluster.FlinkConfiguration[key] != nil && r.target.Complete {
			r.errorOption(diagnostic.RuleConflictingOption, key, "must not be set: spec.%s has Flink mount the environment's Hadoop configuration, and there must be one source of it", field)
		}
	}
	return true
}

// mountsHadoop reports whether a feature has Flink mount the Hadoop configuration.
func (r *renderer) mountsHadoop() bool {
	return r.configuration.sets(flink.HadoopConfigurationConfigMap.Key(r.configuration.reader))
}

// hadoopUser is who Flink is to HDFS; with Kerberos that is the principal.
func (r *renderer) hadoopUser() {
	settings := r.target.Settings.HDFS
	if settings == nil || settings.User == "" {
		return
	}
	if r.cluster.Kerberos.On() {
		if r.target.Complete {
			r.errs = append(r.errs, r.target.SettingErrorf(path("hdfs", "user"), "must not be set with spec.kerberos, whose principal is the user"))
		}
		return
	}
	r.addEnv("HADOOP_USER_NAME", settings.User)
}

// checkHadoopSource refuses a second source of the Hadoop configuration in a whole pod template: Flink sets the
// variable too, and which one wins is nobody's choice.
func (r *renderer) checkHadoopSource(template *corev1.PodTemplateSpec, field diagnostic.Path) {
	if !r.mountsHadoop() || !r.target.Complete {
		return
	}
	for _, container := range template.Spec.Containers {
		if container.Name == pod.MainContainer && slices.ContainsFunc(container.Env, func(e corev1.EnvVar) bool { return e.Name == hadoopConfDir }) {
			r.errs = append(r.errs, r.target.Errorf(field, "must not set %s: Flink mounts the environment's Hadoop configuration and sets it, "+
				"and there must be one source", hadoopConfDir).Under(diagnostic.RuleConflictingOption))
		}
	}
}
