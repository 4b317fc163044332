package check

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// maxEntries is how many entries the lists of a pod template may have together, and each map of variables and options:
// Kubernetes' own strategic merge compares each with each, and what has no bound keeps a machine busy for as long as it
// likes. No cluster comes near it.
const maxEntries = 2000

// Errorf makes a finding about a field of a spec.
type Errorf = func(field diagnostic.Path, format string, args ...any) diagnostic.Finding

// TooMany is the error about a list or map of more than maxEntries; nil for one that has fewer.
func TooMany(errorf Errorf, field diagnostic.Path, n int) diagnostic.Findings {
	if n <= maxEntries {
		return nil
	}
	return diagnostic.Findings{errorf(slices.Clone(field), "must have at most %d entries, not %d", maxEntries, n)}
}
