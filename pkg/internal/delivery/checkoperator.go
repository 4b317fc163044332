package delivery

import (
	"cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// CheckOperators checks that Argo CD installs an operator in the cluster of what it is for, by Applications that it reads.
func (t Tree) CheckOperators(errorf check.Errorf) diagnostic.Findings {
	if t.Spec.ArgoCD == nil {
		return nil // nothing here says which Argo CD reads what Flux applies
	}
	c := &check.Checker{Errorf: errorf}
	at := diagnostic.Path{}.Child("delivery", "argoCD")
	reads := cmp.Or(t.Spec.ArgoCD.Namespace, defaultArgoCDNamespace)
	for _, e := range t.delivered() {
		if e.Operator == nil || e.Operator.ArgoCD == nil {
			continue
		}
		folder, argo := e.Operator.Folder, e.Operator.ArgoCD
		if writes := cmp.Or(argo.Namespace, defaultArgoCDNamespace); writes != reads && t.installs(e) {
			c.AddAs(diagnostic.RuleConflictingFields, at.Child("environments", e.Name),
				"must not deliver %s, whose Applications are in namespace %s, while Argo CD reads those of %s: set spec.argoCD.namespace of the FlinkOperator to %s", folder, writes, reads, reads)
		}
		here := *argoCDSettings(t.Spec.ArgoCD, e.Name).Destination
		there := v1alpha1.ArgoCDDestination{Server: argo.Server, Name: argo.ClusterName}
		if differ(here, there) {
			c.AddAs(diagnostic.RuleConflictingFields, at.Child("environments", e.Name),
				"must have the destination of %s, which is installed in %s, not %s: set spec.argoCD.clusterName or spec.argoCD.server of the FlinkOperator to that", folder, place(there), place(here))
		}
	}
	return c.Findings
}

// ownName is the name that Argo CD gives to the cluster that it runs in, unless somebody renames it.
const ownName = "in-cluster"

// place is a name or an address of a cluster.
func place(d v1alpha1.ArgoCDDestination) string {
	if d.Name == ownName {
		return defaultServer
	}
	return cmp.Or(d.Name, d.Server, defaultServer)
}

// differ reports whether two destinations are two clusters: what is a name in one and an address in the other may be the same,
// unless the address is that of Argo CD's own cluster.
func differ(a, b v1alpha1.ArgoCDDestination) bool {
	one, other := place(a), place(b)
	alike := (a.Name == "") == (b.Name == "") || one == defaultServer || other == defaultServer
	return alike && one != other
}
