package session

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkEntries refuses a FlinkSession with more variables or options than can be handled in reasonable time. Nothing
// else of it need be looked at then.
func checkEntries(source resolve.Source[v1alpha1.FlinkSession]) diagnostic.Findings {
	errs := cluster.CheckEntries(source.SpecErrorf, source.Object.Spec.Cluster, nil)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, cluster.CheckEntries(source.SpecErrorf, partial.Cluster, path("environments", name))...)
	}
	return errs
}
