package resolve

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// setProcessDefaults prefers the Secrets of the session to those of the environment.
func setProcessDefaults(cluster *v1alpha1.Cluster, facts *v1alpha1.EnvironmentSpec) {
	setDefault(&cluster.Mode, v1alpha1.ModeNative)
	if cluster.ImagePullSecrets == nil {
		cluster.ImagePullSecrets = facts.ImagePullSecrets
	}
	if cluster.JobManager != nil {
		setStandbyDefaults(cluster.JobManager)
	}
}

// setStandbyDefaults fills what keeps several JobManagers from going down together.
func setStandbyDefaults(jobManager *v1alpha1.JobManager) {
	if jobManager.PodDisruptionBudget.On() {
		setDefaultPointer(&jobManager.PodDisruptionBudget.MaxUnavailable, 1)
	}
	if jobManager.TopologySpread.On() {
		setDefault(&jobManager.TopologySpread.TopologyKey, corev1.LabelHostname)
		setDefault(&jobManager.TopologySpread.WhenUnsatisfiable, corev1.ScheduleAnyway)
	}
}

// EveryHost is a host of a web UI: its rule is for all that the Ingress controller serves.
const EveryHost = "*"

// setWebUIDefaults takes over what all Ingresses of the environment share.
func setWebUIDefaults(cluster *v1alpha1.Cluster, facts *v1alpha1.EnvironmentSpec) {
	if !cluster.WebUI.On() {
		return
	}
	setDefault(&cluster.WebUI.Ingress, v1alpha1.WebUIIngressOwn)
	if ingress := facts.Ingress; ingress != nil {
		setDefault(&cluster.WebUI.ClassName, ingress.ClassName)
		if cluster.WebUI.ClassName == ingress.ClassName {
			setDefault(&cluster.WebUI.Controller, ingress.Controller)
		}
		if cluster.WebUI.Host != EveryHost {
			setDefault(&cluster.WebUI.TLSSecretName, ingress.TLSSecretName)
		}
	}
}
