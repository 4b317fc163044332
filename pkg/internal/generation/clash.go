package generation

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
)

// clashing tells of each app whether something that it takes in a target is taken in another target, too.
func clashing(apps []app) []bool {
	type place struct{ app, target int32 }
	count := 0
	for _, app := range apps {
		for _, digests := range app.digests {
			count += len(digests)
		}
	}
	first := make(map[claim.Digest]place, count)
	clash := make([]bool, len(apps))
	for i, app := range apps {
		for j, digests := range app.digests {
			here := place{int32(i), int32(j)}
			for _, digest := range digests {
				other, known := first[digest]
				switch {
				case !known:
					first[digest] = here
				case other != here:
					clash[other.app], clash[i] = true, true
				}
			}
		}
	}
	return clash
}
