package cluster

import (
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// volumeStorage is a volume that all pods mount.
var volumeStorage = storageType{
	name:          v1alpha1.StorageVolume,
	member:        "volume",
	has:           func(storage *v1alpha1.Storage) bool { return storage.Volume != nil },
	setDefaults:   setVolumeDefaults,
	check:         checkVolume,
	checkSettings: checkVolumeSettings,
	render:        (*renderer).volume,
	root:          volumeRoot,
}

func volumeRoot(storage *v1alpha1.Storage, _ *v1alpha1.EnvironmentSpec) string {
	return "file://" + strings.TrimSuffix(storage.Volume.MountPath, "/")
}

// setVolumeDefaults leaves a claim that exists already as it is.
func setVolumeDefaults(storage *v1alpha1.Storage) {
	resolve.SetDefaultStruct(&storage.Volume)
	volume := storage.Volume
	resolve.SetDefault(&volume.MountPath, "/opt/flink/state")
	resolve.SetDefaultPointer(&volume.FSGroup, 9999)
	if volume.ClaimName == "" && volume.AccessModes == nil {
		volume.AccessModes = []corev1.PersistentVolumeAccessMode{corev1.ReadWriteMany}
	}
}

func checkVolumeSettings(c *check.Checker, settings *v1alpha1.EnvironmentSpec) {
	if volume := settings.Volume; volume != nil {
		c.AddErr(path("volume", "storageClassName"), check.Optional(volume.StorageClassName, check.ObjectName))
	}
}

func checkVolume(c *checker, storage *v1alpha1.Storage, field diagnostic.Path) {
	volume, field := storage.Volume, field.Child("volume")
	c.AddErr(field.Child("mountPath"), check.MountPath(volume.MountPath))
	if group := *volume.FSGroup; group < 0 {
		c.Add(field.Child("fsGroup"), "must be the number of a group, such as 9999, not %d", group)
	}
	if volume.ClaimName != "" {
		c.ExistingClaim(volume.ClaimName, field, volume.Size, volume.StorageClassName, volume.AccessModes)
		return
	}
	if c.Require(volume.Size != "", field.Child("size"), "100Gi, or spec.storage.volume.claimName to the name of a claim that exists") {
		c.AddErr(field.Child("size"), check.StorageSize(volume.Size))
	}
	c.AddErr(field.Child("storageClassName"), check.Optional(volume.StorageClassName, check.ObjectName))
	c.AccessModes(volume.AccessModes, field.Child("accessModes"))
}

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
	claim.Annotations = object.KeptFromPruning(claim.Annotations)
	if size, err := quantity.Parse(storage.Volume.Size); err == nil {
		claim.Spec.Resources.Requests = corev1.ResourceList{corev1.ResourceStorage: size}
	}
	class := storage.Volume.StorageClassName
	if settings := r.target.Settings.Volume; class == "" && settings != nil {
		class = settings.StorageClassName
	}
	if class != "" {
		claim.Spec.StorageClassName = &class
	}
	return claim
}
