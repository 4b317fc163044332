package claim

import (
	"slices"

	"k8s.io/apimachinery/pkg/api/meta"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Claims are those of one target. They do not hold on to the objects that they were found in: all of a
// workspace's would fill the memory.
type Claims struct {
	by  *resolve.Target
	all []Claim
}

// Of lists what a target claims: its objects, those of the operator among them, the hosts of its Ingresses with their paths, and where it
// keeps the metadata of high availability.
func Of(rendered Rendered) Claims {
	return Claims{by: rendered.Target.Identity(), all: appendClaims(nil, rendered)}
}

// appendClaims appends what a target claims.
func appendClaims(claims []Claim, rendered Rendered) []Claim {
	t, derived := rendered.Target, rendered.Claimant.Derived()
	claims = slices.Grow(claims, len(rendered.Objects)+len(rendered.Resources)+len(derived)+4)
	add := func(id manifest.ID, operators bool, resource int) {
		c := Claim{What: "object", Scope: t.EnvironmentName, namespace: t.Namespace, group: id.Group, Kind: id.Kind, Name: id.Name,
			operators: operators, resource: resource}
		if resource == 0 {
			c.Field = rendered.Claimant.NamedBy(id)
		}
		if id.ClusterScoped() {
			c.namespace = ""
		}
		claims = append(claims, c)
	}
	for _, object := range rendered.Objects {
		if accessor, err := meta.Accessor(object); err == nil {
			gvk := object.GetObjectKind().GroupVersionKind()
			add(manifest.ID{Group: gvk.Group, Version: gvk.Version, Kind: gvk.Kind, Name: accessor.GetName()}, false, 0)
		}
		claims = append(claims, rendered.Claimant.Places(object)...)
	}
	claims = append(claims, rendered.Claimant.Stores()...)
	for i, resource := range rendered.Resources {
		for _, object := range resource {
			add(object.ID(), false, i+1)
			for _, host := range hosts(object) {
				claims = append(claims, Claim{What: "host", Scope: t.EnvironmentName, Name: host, resource: i + 1})
			}
		}
	}
	for _, name := range derived {
		add(manifest.ID{Group: name.Group(), Kind: name.Kind, Name: name.Name}, true, 0)
	}
	return claims
}
