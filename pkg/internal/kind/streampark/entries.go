package streampark

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// checkEntries is SessionEntries for a StreamPark.
func checkEntries(source resolve.Source[v1alpha1.StreamPark]) diagnostic.Findings {
	errs := entries(source.SpecErrorf, source.Object.Spec, nil)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, entries(source.SpecErrorf, partial, path("environments", name))...)
	}
	return errs
}

func entries(errorf check.Errorf, spec v1alpha1.StreamParkSpec, at diagnostic.Path) diagnostic.Findings {
	return append(check.TooMany(errorf, at.Child("env"), len(spec.Env)),
		check.TooMany(errorf, at.Child("configuration"), len(spec.Configuration))...)
}
