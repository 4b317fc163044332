package validate

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// storesOf are the database, the volumes and the pods of a console, which no other may have.
func storesOf(p *resolve.StreamPark) []claim {
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
