package check

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

// ExistingClaim refuses what only a claim that is emitted can ask for.
func (c *Checker) ExistingClaim(claim string, field diagnostic.Path, size, class string, modes []corev1.PersistentVolumeAccessMode) {
	c.AddErr(field.Child("claimName"), ObjectName(claim))
	for _, emitted := range []struct {
		name  string
		there bool
	}{
		{"size", size != ""},
		{"storageClassName", class != ""},
		{"accessModes", modes != nil},
	} {
		if emitted.there {
			c.Add(field.Child(emitted.name), "must not be set: the claim %q exists already, and what it asks for cannot be changed here", claim)
		}
	}
}

// AccessModes checks the access modes of a volume claim that is emitted.
func (c *Checker) AccessModes(modes []corev1.PersistentVolumeAccessMode, field diagnostic.Path) {
	known := []corev1.PersistentVolumeAccessMode{corev1.ReadWriteMany, corev1.ReadWriteOnce, corev1.ReadOnlyMany, corev1.ReadWriteOncePod}
	for i, mode := range modes {
		OneOf(c, mode, field.Index(i), known...)
	}
	c.ReadWriteOncePod(modes, field)
	if !slices.Contains(modes, corev1.ReadWriteMany) {
		c.Add(field, "must hold ReadWriteMany, not only %s: %s", modeList(modes), WhyReadWriteMany)
	}
}

// ReadWriteOncePod refuses a mode beside the one that lets a single pod have a volume, as an API server does.
func (c *Checker) ReadWriteOncePod(modes []corev1.PersistentVolumeAccessMode, field diagnostic.Path) {
	if slices.Contains(modes, corev1.ReadWriteOncePod) && len(modes) > 1 {
		c.Add(field, "must not hold another mode beside ReadWriteOncePod, as %s does", modeList(modes))
	}
}

// WhyReadWriteMany says why a volume with state must have that access mode.
const WhyReadWriteMany = "JobManagers and TaskManagers on several nodes write high-availability metadata and checkpoints there"

func modeList(modes []corev1.PersistentVolumeAccessMode) string {
	names := make([]string, len(modes))
	for i, mode := range modes {
		names[i] = diagnostic.Quote(string(mode))
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// StorageSize checks the size of a volume, such as 10Gi.
func StorageSize(value string) error {
	quantity, err := quantity.Parse(value)
	if err != nil || quantity.Sign() <= 0 || quantity.MilliValue()%1000 != 0 {
		return fmt.Errorf("must be a whole number of bytes above zero, with a unit such as 100Gi, not %s", diagnostic.Quote(value))
	}
	return nil
}
