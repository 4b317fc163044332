package generation

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
)

// missingClusters finds the clusters that users' own session jobs name, and that no target makes.
func missingClusters(apps []app) diagnostic.Findings {
	needed := map[claim.Digest]bool{}
	for _, app := range apps {
		for _, need := range app.needs {
			needed[need.Digest] = true
		}
	}
	if len(needed) == 0 {
		return nil
	}
	for _, app := range apps {
		for _, digests := range app.digests {
			for _, digest := range digests {
				delete(needed, digest)
			}
		}
	}
	var findings diagnostic.Findings
	for _, app := range apps {
		for _, need := range app.needs {
			if needed[need.Digest] {
				findings = append(findings, need.Missing)
			}
		}
	}
	return findings
}
