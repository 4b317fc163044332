package cluster

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

// CheckEntries refuses more variables, options or jars than can be handled in reasonable time; at is where the cluster stands in the
// spec.
func CheckEntries(errorf check.Errorf, spec v1alpha1.Cluster, at diagnostic.Path) diagnostic.Findings {
	return slices.Concat(check.TooMany(errorf, at.Child("env"), len(spec.Env)),
		check.TooMany(errorf, at.Child("flinkConfiguration"), len(spec.FlinkConfiguration)),
		check.TooMany(errorf, at.Child("asWritten"), len(spec.AsWritten)),
		check.TooMany(errorf, at.Child("jars"), len(spec.Jars)))
}
