package validate

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/api/decode"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) volume(volume *v1alpha1.VolumeStorage, field diagnostic.Path) {
	c.addErr(field.Child("mountPath"), mountPath(volume.MountPath))
	if group := *volume.FSGroup; group < 0 {
		c.add(field.Child("fsGroup"), "must be the number of a group, such as 9999, not %d", group)
	}
	if volume.ClaimName != "" {
		c.existingClaim(volume.ClaimName, field, volume.Size, volume.StorageClassName, volume.AccessModes)
		return
	}
	if c.require(volume.Size != "", field.Child("size"), "100Gi, or spec.storage.volume.claimName to the name of a claim that exists") {
		c.addErr(field.Child("size"), storageSize(volume.Size))
	}
	c.addErr(field.Child("storageClassName"), optional(volume.StorageClassName, objectName))
	c.accessModes(volume.AccessModes, field.Child("accessModes"))
}

// existingClaim refuses what only a claim that is emitted can ask for.
func (c *checker) existingClaim(claim string, field diagnostic.Path, size, class string, modes []corev1.PersistentVolumeAccessMode) {
	c.addErr(field.Child("claimName"), objectName(claim))
	for _, emitted := range []struct {
		name  string
		there bool
	}{
		{"size", size != ""},
		{"storageClassName", class != ""},
		{"accessModes", modes != nil},
	} {
		if emitted.there {
			c.add(field.Child(emitted.name), "must not be set: the claim %q exists already, and what it asks for cannot be changed here", claim)
		}
	}
}

func (c *checker) accessModes(modes []corev1.PersistentVolumeAccessMode, field diagnostic.Path) {
	known := []corev1.PersistentVolumeAccessMode{corev1.ReadWriteMany, corev1.ReadWriteOnce, corev1.ReadOnlyMany, corev1.ReadWriteOncePod}
	for i, mode := range modes {
		oneOf(c, mode, field.Index(i), known...)
	}
	c.readWriteOncePod(modes, field)
	if !slices.Contains(modes, corev1.ReadWriteMany) {
		c.add(field, "must hold ReadWriteMany, not only %s: %s", modeList(modes), whyReadWriteMany)
	}
}

// readWriteOncePod refuses a mode beside the one that lets a single pod have a volume, as an API server does.
func (c *checker) readWriteOncePod(modes []corev1.PersistentVolumeAccessMode, field diagnostic.Path) {
	if slices.Contains(modes, corev1.ReadWriteOncePod) && len(modes) > 1 {
		c.add(field, "must not hold another mode beside ReadWriteOncePod, as %s does", modeList(modes))
	}
}

const whyReadWriteMany = "JobManagers and TaskManagers on several nodes write high-availability metadata and checkpoints there"

func modeList(modes []corev1.PersistentVolumeAccessMode) string {
	names := make([]string, len(modes))
	for i, mode := range modes {
		names[i] = diagnostic.Quote(string(mode))
	}
	return "[" + strings.Join(names, ", ") + "]"
}

func storageSize(value string) error {
	quantity, err := decode.ParseQuantity(value)
	if err != nil || quantity.Sign() <= 0 || quantity.MilliValue()%1000 != 0 {
		return fmt.Errorf("must be a whole number of bytes above zero, with a unit such as 100Gi, not %s", diagnostic.Quote(value))
	}
	return nil
}
