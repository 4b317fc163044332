package podrule

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func (c *checker) resources(resources *corev1.ResourceRequirements, at *place) {
	hugePages, cpuOrMemory := false, false
	for _, list := range []struct {
		field  string
		values corev1.ResourceList
	}{{"limits", resources.Limits}, {"requests", resources.Requests}} {
		for _, name := range sorted(make([]corev1.ResourceName, 0, usual), list.values) {
			at, quantity := at.Child(list.field, string(name)), list.values[name]
			c.resourceName(at, string(name))
			if quantity.Sign() < 0 {
				c.add(at, "must be at least 0, not %s", quantity.String())
			}
			if strings.Contains(string(name), "/") && quantity.MilliValue()%1000 != 0 {
				c.add(at, "must be a whole number, not %s", quantity.String())
			}
			hugePages = hugePages || strings.HasPrefix(string(name), corev1.ResourceHugePagesPrefix)
			cpuOrMemory = cpuOrMemory || name == corev1.ResourceCPU || name == corev1.ResourceMemory
		}
	}
	for _, name := range sorted(make([]corev1.ResourceName, 0, usual), resources.Requests) {
		request := resources.Requests[name]
		limit, limited := resources.Limits[name]
		c.requestAndLimit(string(name), request, limit, limited, at.Child("requests", string(name)))
	}
	if hugePages && !cpuOrMemory {
		c.add(at, "must have cpu or memory beside huge pages")
	}
	claims := make([]string, 0, len(resources.Claims))
	for i, claim := range resources.Claims {
		claims = append(claims, claim.Name+"/"+claim.Request)
		if !slices.ContainsFunc(c.spec.ResourceClaims, func(p corev1.PodResourceClaim) bool { return p.Name == claim.Name }) {
			c.add(at.Child("claims").Index(i).Child("name"), "must be the name of one of the pod's resourceClaims, not %s", diagnostic.Quote(claim.Name))
		}
	}
	if i, ok := repeated(claims); ok {
		c.add(at.Child("claims").Index(i), "must be there once")
	}
}

func (c *checker) requestAndLimit(name string, request, limit resource.Quantity, limited bool, at *place) {
	whole := strings.Contains(name, "/") || strings.HasPrefix(name, corev1.ResourceHugePagesPrefix)
	switch {
	case limited && request.Cmp(limit) > 0:
		c.add(at, "must be at most the limit, %s, not %s", limit.String(), request.String())
	case limited && whole && request.Cmp(limit) != 0:
		c.add(at, "must be the limit, %s, not %s: there is no more of %s to be had", limit.String(), request.String(), name)
	case !limited && whole:
		c.add(at, "must have a limit, which is the same")
	}
}

// resourceName refuses what no container can ask for. A resource of a device has a prefix.
func (c *checker) resourceName(at *place, name string) {
	if !plain(name, longestName) && len(validation.IsQualifiedName(name)) > 0 {
		c.add(at, "must be %s, not %s", aKey, diagnostic.Quote(name))
		return
	}
	standard := []string{"cpu", "memory", "ephemeral-storage"}
	if !strings.Contains(name, "/") && !strings.HasPrefix(name, corev1.ResourceHugePagesPrefix) && !slices.Contains(standard, name) {
		c.add(at, "must be cpu, memory, ephemeral-storage or hugepages-SIZE, or have a prefix, as nvidia.com/gpu does, not %s", diagnostic.Quote(name))
	}
}
