package render

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
)

// stateVolume is the name of the volume with the session's state.
const stateVolume = "flink-state"

// volume mounts the volume with the session's state in every pod.
func (r *renderer) volume() {
	volume := r.cluster.Storage.Volume
	claim := volume.ClaimName
	if claim == "" {
		claim = r.stateClaimName()
	}
	r.mount(corev1.Volume{Name: stateVolume, VolumeSource: corev1.VolumeSource{
		PersistentVolumeClaim: &corev1.PersistentVolumeClaimVolumeSource{ClaimName: claim},
	}}, corev1.VolumeMount{MountPath: volume.MountPath}, path("storage", "volume", "mountPath"))
	r.pod.Spec.SecurityContext = &corev1.PodSecurityContext{FSGroup: volume.FSGroup}
}

func (r *renderer) stateClaimName() string { return r.target.Metadata.Name + "-state" }

// volumeClaim is the claim of the volume, unless there is one already.
func (r *renderer) volumeClaim() runtime.Object {
	storage := r.cluster.Storage
	if storage.Type != v1alpha1.StorageVolume || storage.Volume.ClaimName != "" {
		return nil
	}
	claim := &corev1.PersistentVolumeClaim{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "PersistentVolumeClaim"},
		ObjectMeta: r.objectMeta(r.stateClaimName()),
		Spec:       corev1.PersistentVolumeClaimSpec{AccessModes: storage.Volume.AccessModes},
	}
	claim.Annotations = objectmeta.KeptFromPruning(claim.Annotations)
	if size, err := decode.ParseQuantity(storage.Volume.Size); err == nil {
		claim.Spec.Resources.Requests = corev1.ResourceList{corev1.ResourceStorage: size}
	}
	class := storage.Volume.StorageClassName
	if facts := r.target.Facts.Volume; class == "" && facts != nil {
		class = facts.StorageClassName
	}
	if class != "" {
		claim.Spec.StorageClassName = &class
	}
	return claim
}
