package validate

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Claims checks the volume claims among the user's own manifests that a session keeps its state in.
func Claims(all []Rendered) diagnostic.Findings {
	var errs diagnostic.Findings
	for _, rendered := range all {
		if rendered.Session == nil {
			continue
		}
		storage := rendered.Session.Spec.Storage
		if storage.Type != v1alpha1.StorageVolume {
			continue
		}
		for _, resource := range slices.Concat(rendered.Resources...) {
			id := resource.ID()
			if id.Group != "" || id.Kind != "PersistentVolumeClaim" || id.Name != storage.Volume.ClaimName {
				continue
			}
			spec, _ := resource.Tree()["spec"].(map[string]any)
			if modes, _ := spec["accessModes"].([]any); !slices.Contains(modes, any("ReadWriteMany")) {
				errs = append(errs, rendered.Session.Errorf(path("storage", "volume", "claimName"),
					"must be a claim with ReadWriteMany among its accessModes, which %q has not: %s", id.Name, whyReadWriteMany).Under(diagnostic.RuleConflictingFields))
			}
		}
	}
	return errs
}
