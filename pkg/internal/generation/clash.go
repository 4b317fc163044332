package generation

import (
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
)

// clashing tells of each owner whether something that it takes in a target is taken in another target, too; an owner is an app
// or an environment, as the digests of what it takes in each of its targets.
func clashing(owners [][][]claim.Digest) []bool {
	type place struct{ owner, target int32 }
	count := 0
	for _, targets := range owners {
		for _, digests := range targets {
			count += len(digests)
		}
	}
	first := make(map[claim.Digest]place, count)
	clash := make([]bool, len(owners))
	for i, targets := range owners {
		for j, digests := range targets {
			here := place{int32(i), int32(j)}
			for _, digest := range digests {
				other, known := first[digest]
				switch {
				case !known:
					first[digest] = here
				case other != here:
					clash[other.owner], clash[i] = true, true
				}
			}
		}
	}
	return clash
}
