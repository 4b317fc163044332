package validate

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// OfStreamPark is a StreamPark without objects.
func OfStreamPark(p *resolve.StreamPark) Rendered {
	return Rendered{Target: &p.Target, kind: streamParkClaims{p}}
}

// streamParkClaims is the claimant of a StreamPark.
type streamParkClaims struct{ *resolve.StreamPark }

func (p streamParkClaims) derived() []operator.ObjectName { return nil }

func (p streamParkClaims) ownClaim(manifest.Object) diagnostic.Findings { return nil }

func (p streamParkClaims) namedBy(id manifest.ID) string {
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

// places are hosts alone, which StreamPark has for itself.
func (p streamParkClaims) places(object runtime.Object) []claim {
	ingress, ok := object.(*networkingv1.Ingress)
	if !ok {
		return nil
	}
	var claims []claim
	for _, rule := range ingress.Spec.Rules {
		for _, route := range rule.HTTP.Paths {
			if route.Path == "/" {
				claims = append(claims, claim{what: "host", scope: p.EnvironmentName, name: hostPath(rule.Host, route.Path), field: "ingress.host"})
			}
		}
	}
	return claims
}

// stores are the database, the volumes and the pods of a StreamPark, which no other may have.
func (p streamParkClaims) stores() []claim {
	var claims []claim
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
		claims = append(claims, claim{what: "database", scope: fmt.Sprintf("%s %s", p.Spec.Database.Type, at), name: name, field: "database.name"})
	}
	volume := func(name, stated, field string) {
		c := claim{what: "volume", scope: here, name: name}
		if stated != "" {
			c.field = field
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
	return append(claims, claim{what: "selector", scope: here, name: strings.Join(labels, ","), field: "selectorLabels"})
}
