package resolve

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// setProcessDefaults prefers the Secrets of the session to those of the environment.
func setProcessDefaults(spec *v1alpha1.FlinkSessionSpec, facts *v1alpha1.EnvironmentSpec) {
	setDefault(&spec.Mode, v1alpha1.ModeNative)
	if spec.ImagePullSecrets == nil {
		spec.ImagePullSecrets = facts.ImagePullSecrets
	}
	if spec.JobManager != nil {
		setStandbyDefaults(spec.JobManager)
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
func setWebUIDefaults(spec *v1alpha1.FlinkSessionSpec, facts *v1alpha1.EnvironmentSpec) {
	if !spec.WebUI.On() {
		return
	}
	setDefault(&spec.WebUI.Ingress, v1alpha1.WebUIIngressOwn)
	if ingress := facts.Ingress; ingress != nil {
		setDefault(&spec.WebUI.ClassName, ingress.ClassName)
		if spec.WebUI.ClassName == ingress.ClassName {
			setDefault(&spec.WebUI.Controller, ingress.Controller)
		}
		if spec.WebUI.Host != EveryHost {
			setDefault(&spec.WebUI.TLSSecretName, ingress.TLSSecretName)
		}
	}
}
