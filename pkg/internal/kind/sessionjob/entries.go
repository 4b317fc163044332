package sessionjob

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkEntries refuses a job with more options than can be handled in reasonable time.
func checkEntries(source resolve.Source[v1alpha1.FlinkSessionJob]) diagnostic.Findings {
	errs := entries(source.SpecErrorf, source.Object.Spec, nil)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, entries(source.SpecErrorf, partial, path("environments", name))...)
	}
	return errs
}

func entries(errorf check.Errorf, spec v1alpha1.FlinkSessionJobSpec, at diagnostic.Path) diagnostic.Findings {
	return check.TooMany(errorf, at.Child("flinkConfiguration"), len(spec.FlinkConfiguration))
}
