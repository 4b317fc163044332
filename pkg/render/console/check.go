package console

import (
	"reflect"
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

// check reports what no cluster takes of the pod, or StreamPark does not survive, once the user's template is in it.
func (r *renderer) check(pod corev1.PodSpec) {
	add := func(format string, args ...any) {
		r.errs = append(r.errs, r.park.Errorf(path("podTemplate"), format, args...))
	}
	volumes := map[string]bool{}
	for _, volume := range pod.Volumes {
		volumes[volume.Name] = true
		if sources := sourcesOf(volume); sources != 1 {
			add("must give the volume %q one source, not %d", volume.Name, sources)
		}
	}
	emitted := func(container corev1.Container) bool { // and so without an image where what says it is wrong
		return slices.ContainsFunc(slices.Concat(r.pod.Spec.InitContainers, r.pod.Spec.Containers), func(c corev1.Container) bool { return c.Name == container.Name })
	}
	for _, container := range slices.Concat(pod.InitContainers, pod.Containers) {
		main := container.Name == streampark.Container
		if container.Image == "" && !emitted(container) {
			add("must give the container %q an image; that of StreamPark is named %q", container.Name, streampark.Container)
		}
		mounts := map[string]string{}
		for _, mount := range container.VolumeMounts {
			if !volumes[mount.Name] {
				add("must have the volume %q, which the container %q mounts", mount.Name, container.Name)
			}
			if main && mount.Name != workspaceVolume && slices.Contains(filled, mount.MountPath) {
				add("must not mount %q at %s, which would hide files of StreamPark: mount single files there, with subPath", mount.Name, mount.MountPath)
			}
			other, taken := mounts[mount.MountPath]
			switch {
			case taken && mount.MountPath == r.spec.Workspace.MountPath:
				r.errs = append(r.errs, r.park.Errorf(path("workspace", "mountPath"), "must not be %s, where another volume is mounted", mount.MountPath).Under(diagnostic.RulePodTemplate))
			case taken:
				add("must not mount both %q and %q at %s", other, mount.Name, mount.MountPath)
			}
			mounts[mount.MountPath] = mount.Name
		}
		if main {
			r.checkVariables(container.Env)
		}
	}
}

// filled are the folders that StreamPark's image fills.
var filled = []string{
	streampark.Home, streampark.Home + "/bin", streampark.Home + "/client", streampark.Home + "/conf", streampark.Home + "/lib",
	streampark.Home + "/script",
}

// sourcesOf counts where a volume comes from.
func sourcesOf(volume corev1.Volume) int {
	sources, count := reflect.ValueOf(volume.VolumeSource), 0
	for i := range sources.NumField() {
		if !sources.Field(i).IsNil() {
			count++
		}
	}
	return count
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
