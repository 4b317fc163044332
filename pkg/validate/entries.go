package validate

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

// maxEntries is how many entries the lists of a pod template may have together, and each map of variables and options:
// Kubernetes' own strategic merge compares each with each, and what has no bound keeps a machine busy for as long as it
// likes. No cluster comes near it.
const maxEntries = 2000

// SessionEntries refuses a FlinkSession with more variables or options than can be handled in reasonable time. Nothing
// else of it need be looked at then.
func SessionEntries(source resolve.Source[v1alpha1.FlinkSession]) diagnostic.Findings {
	errs := clusterEntries(source.SpecErrorf, source.Object.Spec.Cluster, nil)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, clusterEntries(source.SpecErrorf, partial.Cluster, path("environments", name))...)
	}
	return errs
}

// StreamParkEntries is SessionEntries for a StreamPark.
func StreamParkEntries(source resolve.Source[v1alpha1.StreamPark]) diagnostic.Findings {
	errs := streamParkEntries(source.SpecErrorf, source.Object.Spec, nil)
	for name, partial := range source.Object.Spec.Environments {
		errs = append(errs, streamParkEntries(source.SpecErrorf, partial, path("environments", name))...)
	}
	return errs
}

// presetEntries is SessionEntries for a preset.
func presetEntries(source resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	var errs diagnostic.Findings
	if own := source.Object.Spec.Session; own != nil {
		errs = append(errs, clusterEntries(source.SpecErrorf, own.Cluster, path("session"))...)
	}
	if own := source.Object.Spec.StreamPark; own != nil {
		errs = append(errs, streamParkEntries(source.SpecErrorf, *own, path("streamPark"))...)
	}
	return errs
}

func clusterEntries(errorf errorf, spec v1alpha1.Cluster, at diagnostic.Path) diagnostic.Findings {
	return append(tooMany(errorf, at.Child("env"), len(spec.Env)),
		tooMany(errorf, at.Child("flinkConfiguration"), len(spec.FlinkConfiguration))...)
}

func streamParkEntries(errorf errorf, spec v1alpha1.StreamParkSpec, at diagnostic.Path) diagnostic.Findings {
	return append(tooMany(errorf, at.Child("env"), len(spec.Env)),
		tooMany(errorf, at.Child("configuration"), len(spec.Configuration))...)
}

// errorf makes a finding about a field of a spec.
type errorf = func(field diagnostic.Path, format string, args ...any) diagnostic.Finding

func tooMany(errorf errorf, field diagnostic.Path, n int) diagnostic.Findings {
	if n <= maxEntries {
		return nil
	}
	return diagnostic.Findings{errorf(field, "must have at most %d entries, not %d", maxEntries, n)}
}
