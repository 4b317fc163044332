package claim

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Resources checks the user's own manifests of one target: they must hold no Secret in plain text, no spec, which no cluster
// knows, and nothing that the operator makes for the session.
func Resources(rendered Rendered) diagnostic.Findings {
	t := rendered.Target
	var errs diagnostic.Findings
	for i, resource := range rendered.Resources {
		field := path("resources").Index(i)
		for _, object := range resource {
			id := object.ID()
			if plain := check.PlainSecret(object); len(plain) > 0 {
				errs = append(errs, t.Errorf(field, "must not hold %s in plain text, which all who may read the repository could read, as in %s: "+
					"use an ExternalSecret or a SealedSecret, or encrypt every value with SOPS", id, strings.Join(plain, ", ")).Under(diagnostic.RuleCredential))
			}
			if id.Group == v1alpha1.Group {
				errs = append(errs, t.Errorf(field, "must not hold %s, which is a spec and no object of Kubernetes: list the file under spec.specs of flinkustomize.yaml alone",
					id).Under(diagnostic.RuleResource))
			}
			if t.Complete && operator.CreatesKind(id.Kind) && slices.ContainsFunc(rendered.Claimant.Derived(), func(d operator.ObjectName) bool {
				return d.Group() == id.Group && d.Kind == id.Kind && d.Name == id.Name
			}) {
				errs = append(errs, t.Errorf(field, "must not hold %s: the operator makes it for the session", id).Under(diagnostic.RuleResource))
			}
		}
	}
	return errs
}
