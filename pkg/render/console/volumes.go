package console

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/render/objectmeta"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

const (
	logsVolume      = "logs"
	workspaceVolume = "workspace"
	tempVolume      = "temp"
)

// volumes are those that StreamPark writes to, of which logs and temp must be there, and its configuration. Others come
// after them, so that overlays only add to the list.
func (r *renderer) volumes() {
	r.mount(emptyDir(logsVolume), corev1.VolumeMount{MountPath: streampark.Home + "/logs"})
	r.mount(claimVolume(workspaceVolume, r.park.WorkspaceClaim(), false), corev1.VolumeMount{MountPath: r.spec.Workspace.MountPath})
	temp := emptyDir(tempVolume)
	if r.spec.Temp != nil {
		temp = claimVolume(tempVolume, r.park.TempClaim(), false)
	}
	r.mount(temp, corev1.VolumeMount{MountPath: streampark.Home + "/temp"})
	r.mountConfiguration()
}

// workspaceClaim and tempClaim are the claims that do not exist already.
func (r *renderer) workspaceClaim() runtime.Object {
	if r.spec.Workspace.ClaimName != "" {
		return nil
	}
	return r.volumeClaim(r.park.WorkspaceClaim(), r.spec.Workspace.StreamParkVolume)
}

func (r *renderer) tempClaim() runtime.Object {
	if r.spec.Temp == nil || r.spec.Temp.ClaimName != "" {
		return nil
	}
	return r.volumeClaim(r.park.TempClaim(), r.spec.Temp.StreamParkVolume)
}

func (r *renderer) volumeClaim(name string, volume v1alpha1.StreamParkVolume) runtime.Object {
	claim := &corev1.PersistentVolumeClaim{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "PersistentVolumeClaim"},
		ObjectMeta: r.objectMeta(name),
		Spec:       corev1.PersistentVolumeClaimSpec{AccessModes: volume.AccessModes},
	}
	claim.Annotations = objectmeta.KeptFromPruning(claim.Annotations)
	if size, err := decode.ParseQuantity(volume.Size); err == nil {
		claim.Spec.Resources.Requests = corev1.ResourceList{corev1.ResourceStorage: size}
	}
	if volume.StorageClassName != "" {
		claim.Spec.StorageClassName = &volume.StorageClassName
	}
	return claim
}
