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
	limits := resourceNames(make([]corev1.ResourceName, 0, usual), resources.Limits)
	requests := resourceNames(make([]corev1.ResourceName, 0, usual), resources.Requests)
	for _, list := range [...]struct {
		field  string
		names  []corev1.ResourceName
		values corev1.ResourceList
	}{{"limits", limits, resources.Limits}, {"requests", requests, resources.Requests}} {
		for _, name := range list.names {
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
	for _, name := range requests {
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

// standardResources are what every container can ask for, in the order of their names.
var standardResources = []corev1.ResourceName{corev1.ResourceCPU, corev1.ResourceEphemeralStorage, corev1.ResourceMemory}

// resourceNames are sorted names, which are the standard ones in nearly all lists.
func resourceNames(names []corev1.ResourceName, of corev1.ResourceList) []corev1.ResourceName {
	for _, name := range standardResources {
		if _, ok := of[name]; ok {
			names = append(names, name)
		}
	}
	if len(names) == len(of) {
		return names
	}
	return sorted(names[:0], of)
}

// resourceName refuses what no container can ask for. A resource of a device has a prefix.
func (c *checker) resourceName(at *place, name string) {
	if slices.Contains(standardResources, corev1.ResourceName(name)) {
		return
	}
	if !plain(name, longestName) && len(validation.IsQualifiedName(name)) > 0 {
		c.add(at, "must be %s, not %s", aKey, diagnostic.Quote(name))
		return
	}
	if !strings.Contains(name, "/") && !strings.HasPrefix(name, corev1.ResourceHugePagesPrefix) {
		c.add(at, "must be cpu, memory, ephemeral-storage or hugepages-SIZE, or have a prefix, as nvidia.com/gpu does, not %s", diagnostic.Quote(name))
	}
}
