package session

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkEntries refuses a FlinkSession with more variables or options than can be handled in reasonable time. Nothing
// else of it need be looked at then.
func checkEntries(source resolve.Source[v1alpha1.FlinkSession]) diagnostic.Findings {
	errs := entriesOf(source.SpecErrorf, &source.Object.Spec, nil)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, entriesOf(source.SpecErrorf, &partial, path("environments", name))...)
	}
	return errs
}

// entriesOf does so for a partial spec; at is where that stands.
func entriesOf(errorf check.Errorf, spec *v1alpha1.FlinkSessionSpec, at diagnostic.Path) diagnostic.Findings {
	errs := cluster.CheckEntries(errorf, spec.Cluster, at)
	if spec.SQLGateway != nil {
		errs = append(errs, check.TooMany(errorf, at.Child("sqlGateway", "configuration"), len(spec.SQLGateway.Configuration))...)
	}
	return errs
}
