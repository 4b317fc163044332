package console

import (
	"slices"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// fixedByFields is the pod without what validate refuses in a pod template by name, and without defaults.
func (r *renderer) fixedByFields() *corev1.PodTemplateSpec {
	pod := r.pod.DeepCopy()
	pod.Spec.ServiceAccountName, pod.Spec.AutomountServiceAccountToken = "", nil
	main := &pod.Spec.Containers[0]
	main.Image, main.ImagePullPolicy = "", ""
	main.VolumeMounts = slices.DeleteFunc(main.VolumeMounts, func(mount corev1.VolumeMount) bool { return r.isHive(mount.MountPath) })
	main.Env = slices.DeleteFunc(main.Env, func(variable corev1.EnvVar) bool { return slices.Contains(localeVariables, variable.Name) })
	return pod
}

// check reports what StreamPark does not survive of the pod, once the user's template is in it.
func (r *renderer) check(pod corev1.PodSpec) {
	for _, container := range pod.Containers {
		if container.Name != streampark.Container {
			continue
		}
		for _, mount := range container.VolumeMounts {
			switch {
			case mount.Name == workspaceVolume:
			case slices.Contains(filled, mount.MountPath):
				r.errs = append(r.errs, r.park.Errorf(path("podTemplate"), "must not mount %q at %s, which would hide files of StreamPark: mount single files there, with subPath", mount.Name, mount.MountPath))
			case mount.MountPath == r.spec.Workspace.MountPath:
				r.errs = append(r.errs, r.park.Errorf(path("workspace", "mountPath"), "must not be %s, where another volume is mounted", mount.MountPath).Under(diagnostic.RulePodTemplate))
			}
		}
		r.checkVariables(container.Env)
	}
}

// filled are the folders that StreamPark's image fills.
var filled = []string{
	streampark.Home, streampark.Home + "/bin", streampark.Home + "/client", streampark.Home + "/conf", streampark.Home + "/lib",
	streampark.Home + "/script",
}

// checkVariables refuses those that the user's template adds where something else says what they say.
func (r *renderer) checkVariables(variables []corev1.EnvVar) {
	for _, variable := range variables {
		if r.sets(variable.Name) {
			continue // as it is: the template may not change it
		}
		why := r.taken(variable.Name)
		switch field, own := resolve.FieldOfVariable(variable.Name); {
		case own && field != "":
			why = "set " + field
		case own:
			why = "the pod relies on StreamPark's own"
		}
		if why != "" {
			r.errs = append(r.errs, r.park.Errorf(path("podTemplate"), "must not set the variable %s of StreamPark: %s", variable.Name, why).Under(diagnostic.RulePodTemplate))
		}
	}
}
