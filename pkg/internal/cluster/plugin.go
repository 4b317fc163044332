package cluster

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// pluginResources are requests and limits of an init container. Nobody changes them.
var pluginResources = corev1.ResourceList{corev1.ResourceCPU: written("100m"), corev1.ResourceMemory: written("128Mi")}

// written is a quantity that keeps its text, so that no copy of it has to make its own.
func written(text string) resource.Quantity {
	quantity := resource.MustParse(text)
	_ = quantity.String()
	return quantity
}

func setPluginDefaults(storage **v1alpha1.PluginStorage) {
	resolve.SetDefaultStruct(storage)
	resolve.SetDefault(&(*storage).PluginActivation, v1alpha1.PluginActivationCopy)
}

func (c *checker) pluginActivation(activation v1alpha1.PluginActivation, field diagnostic.Path) {
	check.OneOf(c.Checker, activation, field.Child("pluginActivation"), v1alpha1.PluginActivationCopy, v1alpha1.PluginActivationImage)
}

// pluginVolume is the name of the volume, and of the init container that fills it.
const pluginVolume = "flink-plugin"

// plugin activates a file system, such as s3-fs-presto, that the image carries in /opt/flink/opt.
//
// The image's own switch, ENABLE_BUILT_IN_PLUGINS, names the jar with its full version, and a container whose jar is
// missing exits: an image tag that a kustomization on top replaces would stop every pod. So an init container of the
// same image, which kustomize's images reach too, copies whatever version is there.
func (r *renderer) plugin(plugin string, activation v1alpha1.PluginActivation) {
	if activation != v1alpha1.PluginActivationCopy {
		return
	}
	r.pod.Spec.InitContainers = append(r.pod.Spec.InitContainers, corev1.Container{
		Name:    pluginVolume,
		Image:   r.cluster.Image,
		Command: []string{"sh", "-c", "cp /opt/flink/opt/flink-" + plugin + "-*.jar /flink-plugin/"},
		// A quota may ask for resources of every container; Flink sets only those of the main one. The pod asks for no
		// more, since the main container's are larger, and stays Guaranteed where that container's limits are its
		// requests.
		Resources:    corev1.ResourceRequirements{Requests: pluginResources, Limits: pluginResources},
		VolumeMounts: []corev1.VolumeMount{{Name: pluginVolume, MountPath: "/flink-plugin"}},
	})
	r.pod.Spec.Volumes = append(r.pod.Spec.Volumes, corev1.Volume{
		Name:         pluginVolume,
		VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}},
	})
	main := r.mainContainer()
	main.VolumeMounts = append(main.VolumeMounts, corev1.VolumeMount{Name: pluginVolume, MountPath: "/opt/flink/plugins/" + plugin})
}
