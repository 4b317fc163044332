package environment

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// CheckAlike finds environments in one namespace, below one domain and with one bucket: most often one was copied from the
// other, and what is applied for it replaces what runs for the other.
func CheckAlike(all []resolve.Source[v1alpha1.Environment]) diagnostic.Findings {
	type place struct {
		namespace, domain string
		store             any
	}
	var findings diagnostic.Findings
	first := map[place]resolve.Source[v1alpha1.Environment]{}
	for _, e := range all {
		spec := e.Object.Spec
		if spec.Namespace == "" || spec.Ingress == nil || spec.Ingress.Domain == "" {
			continue
		}
		for _, store := range cluster.Buckets(&spec) {
			here := place{spec.Namespace, spec.Ingress.Domain, store}
			other, known := first[here]
			if !known {
				first[here] = e
				continue
			}
			if other.Object.Metadata.Name == e.Object.Metadata.Name {
				continue
			}
			at := ""
			if position := other.Position(); position != "" {
				at = " (" + position + ")"
			}
			findings = append(findings, e.WithoutFollowing(diagnostic.Findings{e.SpecErrorf(path("namespace"),
				"is that of %s%s, with the same ingress.domain and bucket: if both are in one cluster, each replaces what runs for the other; change what was copied",
				other, at).Under(diagnostic.RuleSameEnvironment)})...)
			break
		}
	}
	return findings
}
