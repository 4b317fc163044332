package streampark

import (
	"fmt"
	pathpkg "path"
	"slices"
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
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func setVolumeDefaults(volume *v1alpha1.StreamParkVolume) {
	if volume.ClaimName != "" {
		return
	}
	resolve.SetDefault(&volume.Size, defaultVolumeSize)
	if volume.AccessModes == nil {
		volume.AccessModes = []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce}
	}
}

// WorkspaceClaim is the PersistentVolumeClaim of StreamPark's workspace, whoever made it.
func (p *Target) WorkspaceClaim() string {
	if claim := p.Spec.Workspace.ClaimName; claim != "" {
		return claim
	}
	return p.Metadata.Name
}

// TempClaim is that of spec.temp, which must be there.
func (p *Target) TempClaim() string {
	if claim := p.Spec.Temp.ClaimName; claim != "" {
		return claim
	}
	return p.Metadata.Name + "-temp"
}

func (c *checker) volumes() {
	c.volume(c.spec.Workspace.StreamParkVolume, path("workspace"))
	c.AddErr(path("workspace", "mountPath"), workspacePath(c.spec.Workspace.MountPath))
	if c.spec.Temp == nil {
		return
	}
	c.volume(c.spec.Temp.StreamParkVolume, path("temp"))
	if claim := c.target.TempClaim(); claim == c.target.WorkspaceClaim() {
		c.Add(path("temp", "claimName"), "must not be %q, which is that of the workspace", claim)
	}
}

// workspacePath checks where StreamPark writes, and empties folders when it starts.
func workspacePath(value string) error {
	const example = "/opt/streampark_workspace"
	switch {
	case !strings.HasPrefix(value, "/") || strings.ContainsFunc(value, check.Unprintable) || strings.Contains(value, ":") || pathpkg.Clean(value) != value:
		return fmt.Errorf(`must be an absolute path without empty parts, "." and "..", such as %s, not %s`, example, diagnostic.Quote(value))
	case value == "/" || slices.Contains(check.Occupied, value):
		return fmt.Errorf("must not be %s, where other files are, but a folder of its own, such as %s", value, example)
	case value == streampark.Home || slices.ContainsFunc(streampark.Folders, func(own string) bool {
		return value == streampark.Home+"/"+own || strings.HasPrefix(value, streampark.Home+"/"+own+"/")
	}):
		return fmt.Errorf("must not be %s, which is StreamPark's own: it empties folders of its workspace when it starts; choose another, such as %s", value, example)
	}
	return nil
}

func (c *checker) volume(volume v1alpha1.StreamParkVolume, field diagnostic.Path) {
	if volume.ClaimName != "" {
		c.ExistingClaim(volume.ClaimName, field, volume.Size, volume.StorageClassName, volume.AccessModes)
		return
	}
	c.AddErr(field.Child("size"), check.StorageSize(volume.Size))
	c.AddErr(field.Child("storageClassName"), check.Optional(volume.StorageClassName, check.ObjectName))
	for i, mode := range volume.AccessModes {
		check.OneOf(c.Checker, mode, field.Child("accessModes").Index(i), corev1.ReadWriteOnce, corev1.ReadWriteOncePod, corev1.ReadWriteMany)
	}
	c.ReadWriteOncePod(volume.AccessModes, field.Child("accessModes"))
}

const (
	logsVolume      = "logs"
	workspaceVolume = "workspace"
	tempVolume      = "temp"
)

// volumes are those that StreamPark writes to, of which logs and temp must be there, and its configuration. Others come
// after them, so that overlays only add to the list.
func (r *renderer) volumes() {
	r.mount(emptyDir(logsVolume), corev1.VolumeMount{MountPath: streampark.Home + "/logs"})
	r.mount(claimVolume(workspaceVolume, r.target.WorkspaceClaim(), false), corev1.VolumeMount{MountPath: r.spec.Workspace.MountPath})
	temp := emptyDir(tempVolume)
	if r.spec.Temp != nil {
		temp = claimVolume(tempVolume, r.target.TempClaim(), false)
	}
	r.mount(temp, corev1.VolumeMount{MountPath: streampark.Home + "/temp"})
	r.mountConfiguration()
}

// workspaceClaim and tempClaim are the claims that do not exist already.
func (r *renderer) workspaceClaim() runtime.Object {
	if r.spec.Workspace.ClaimName != "" {
		return nil
	}
	return r.volumeClaim(r.target.WorkspaceClaim(), r.spec.Workspace.StreamParkVolume)
}

func (r *renderer) tempClaim() runtime.Object {
	if r.spec.Temp == nil || r.spec.Temp.ClaimName != "" {
		return nil
	}
	return r.volumeClaim(r.target.TempClaim(), r.spec.Temp.StreamParkVolume)
}

func (r *renderer) volumeClaim(name string, volume v1alpha1.StreamParkVolume) runtime.Object {
	claim := &corev1.PersistentVolumeClaim{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "PersistentVolumeClaim"},
		ObjectMeta: r.objectMeta(name),
		Spec:       corev1.PersistentVolumeClaimSpec{AccessModes: volume.AccessModes},
	}
	claim.Annotations = object.KeptFromPruning(claim.Annotations)
	if size, err := quantity.Parse(volume.Size); err == nil {
		claim.Spec.Resources.Requests = corev1.ResourceList{corev1.ResourceStorage: size}
	}
	if volume.StorageClassName != "" {
		claim.Spec.StorageClassName = &volume.StorageClassName
	}
	return claim
}
