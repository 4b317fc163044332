package streampark

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// rendered is a StreamPark without objects.
func rendered(p *Target) claim.Rendered {
	return claim.Rendered{Target: &p.Target, Claimant: claimant{p}}
}

// claimant is the claimant of a StreamPark.
type claimant struct{ *Target }

// Derived implements claim.Claimant.
func (p claimant) Derived() []operator.ObjectName { return nil }

// CheckOwn implements claim.Claimant.
func (p claimant) CheckOwn(manifest.Object) diagnostic.Findings { return nil }

// NamedBy implements claim.Claimant.
func (p claimant) NamedBy(id manifest.ID) string {
	switch {
	case id.Name == p.Metadata.Name:
		return ""
	case id.Group == "" && id.Kind == "Service" && id.Name == p.Spec.Service.Name:
		return "service.name"
	case p.Spec.Kubernetes.On() && id.Name == p.Spec.Kubernetes.ServiceAccountName &&
		slices.Contains([]string{"ServiceAccount", "Role", "RoleBinding"}, id.Kind):
		return "kubernetes.serviceAccountName"
	}
	return ""
}

// Places are hosts alone, which StreamPark has for itself.
func (p claimant) Places(object runtime.Object) []claim.Claim {
	ingress, ok := object.(*networkingv1.Ingress)
	if !ok {
		return nil
	}
	var claims []claim.Claim
	for _, rule := range ingress.Spec.Rules {
		for _, route := range rule.HTTP.Paths {
			if route.Path == "/" {
				claims = append(claims, claim.Claim{What: "host", Scope: p.EnvironmentName, Name: claim.HostPath(rule.Host, route.Path), Field: "ingress.host"})
			}
		}
	}
	return claims
}

// Stores are the database, the volumes and the pods of a StreamPark, which no other may have.
func (p claimant) Stores() []claim.Claim {
	var claims []claim.Claim
	here := p.EnvironmentName + "/" + p.Namespace + "/"
	if name, ok := p.DatabaseName(); ok {
		server := p.DatabaseServer()
		at := server.ConfigMapName // as the renderer takes it, where both are given
		if at == "" {
			at = fmt.Sprintf("%s:%d", server.Host, *server.Port)
		}
		if server.ConfigMapName != "" || !strings.Contains(server.Host, ".") {
			at = here + at
		}
		claims = append(claims, claim.Claim{What: "database", Scope: fmt.Sprintf("%s %s", p.Spec.Database.Type, at), Name: name, Field: "database.name"})
	}
	volume := func(name, stated, field string) {
		c := claim.Claim{What: "volume", Scope: here, Name: name}
		if stated != "" {
			c.Field = field
		}
		claims = append(claims, c)
	}
	volume(p.WorkspaceClaim(), p.Spec.Workspace.ClaimName, "workspace.claimName")
	if p.Spec.Temp != nil {
		volume(p.TempClaim(), p.Spec.Temp.ClaimName, "temp.claimName")
	}
	var labels []string
	for _, key := range slices.Sorted(maps.Keys(p.Spec.SelectorLabels)) {
		value, _, _ := p.Expand(*p.Spec.SelectorLabels[key], nil)
		labels = append(labels, key+"="+value)
	}
	return append(claims, claim.Claim{What: "selector", Scope: here, Name: strings.Join(labels, ","), Field: "selectorLabels"})
}
