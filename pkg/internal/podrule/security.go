package podrule

import (
	"math"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

func (c *checker) id(at *place, id *int64) {
	if id != nil && (*id < 0 || *id > math.MaxInt32) {
		c.add(at, "must be from 0 to %d, not %d", math.MaxInt32, *id)
	}
}

func (c *checker) seccomp(profile *corev1.SeccompProfile, at *place) {
	if profile != nil {
		c.profile(string(profile.Type), profile.LocalhostProfile, at)
	}
}

// profile checks one of seccomp or AppArmor, of which a node has some by a name.
func (c *checker) profile(kind string, local *string, at *place) {
	if kind == "" {
		c.add(at.Child("type"), "must be set")
	}
	c.oneOf(at.Child("type"), kind, "Localhost", "RuntimeDefault", "Unconfined")
	switch named := local != nil && *local != ""; {
	case kind == "Localhost" && !named:
		c.add(at.Child("localhostProfile"), "must be set where type is Localhost")
	case kind != "Localhost" && local != nil:
		c.add(at.Child("localhostProfile"), "must not be set where type is not Localhost")
	case named && (strings.HasPrefix(*local, "/") || climbs(*local)):
		c.add(at.Child("localhostProfile"), "must be a path below that of the node's profiles, without .., not %s", diagnostic.Quote(*local))
	}
}

func (c *checker) security(context *corev1.SecurityContext, at *place) {
	if context == nil {
		return
	}
	c.id(at.Child("runAsUser"), context.RunAsUser)
	c.id(at.Child("runAsGroup"), context.RunAsGroup)
	c.seccomp(context.SeccompProfile, at.Child("seccompProfile"))
	if profile := context.AppArmorProfile; profile != nil {
		c.profile(string(profile.Type), profile.LocalhostProfile, at.Child("appArmorProfile"))
	}
	if context.ProcMount != nil {
		c.oneOf(at.Child("procMount"), string(*context.ProcMount), "Default", "Unmasked")
	}
	if context.AllowPrivilegeEscalation != nil && !*context.AllowPrivilegeEscalation {
		if context.Privileged != nil && *context.Privileged {
			c.add(at.Child("allowPrivilegeEscalation"), "must not be false where privileged is true")
		}
		if context.Capabilities != nil && slices.ContainsFunc(context.Capabilities.Add, func(added corev1.Capability) bool { return added == "CAP_SYS_ADMIN" }) {
			c.add(at.Child("allowPrivilegeEscalation"), "must not be false where capabilities.add has CAP_SYS_ADMIN")
		}
	}
}

var sysctlPattern = lazyregexp.New(`^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$`)

func (c *checker) podSecurity(at *place) {
	context := c.spec.SecurityContext
	if context == nil {
		return
	}
	c.id(at.Child("runAsUser"), context.RunAsUser)
	c.id(at.Child("runAsGroup"), context.RunAsGroup)
	c.id(at.Child("fsGroup"), context.FSGroup)
	for i, group := range context.SupplementalGroups {
		c.id(at.Child("supplementalGroups").Index(i), &group)
	}
	if context.FSGroupChangePolicy != nil {
		c.oneOf(at.Child("fsGroupChangePolicy"), string(*context.FSGroupChangePolicy), "Always", "OnRootMismatch")
	}
	c.seccomp(context.SeccompProfile, at.Child("seccompProfile"))
	if profile := context.AppArmorProfile; profile != nil {
		c.profile(string(profile.Type), profile.LocalhostProfile, at.Child("appArmorProfile"))
	}
	names := map[string]bool{}
	for i, sysctl := range context.Sysctls {
		at := at.Child("sysctls").Index(i).Child("name")
		name := strings.ReplaceAll(sysctl.Name, "/", ".")
		switch {
		case name == "":
			c.add(at, "must be set")
		case !sysctlPattern.MatchString(sysctl.Name) || len(name) > 253:
			c.add(at, "must be the name of a kernel parameter, not %s", diagnostic.Quote(sysctl.Name))
		case names[name]:
			c.add(at, "must be there once, and %s is there twice", diagnostic.Quote(sysctl.Name))
		case c.spec.HostNetwork && strings.HasPrefix(name, "net."):
			c.add(at, "must not be a parameter of the network where the pod has the network of its node")
		case c.spec.HostIPC && (strings.HasPrefix(name, "kernel.shm") || strings.HasPrefix(name, "kernel.msg") || name == "kernel.sem" || strings.HasPrefix(name, "fs.mqueue.")):
			c.add(at, "must not be a parameter of IPC where the pod has that of its node")
		}
		names[name] = true
	}
}
