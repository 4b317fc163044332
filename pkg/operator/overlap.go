package operator

import (
	"cmp"
	"slices"
)

// OverlappingKeys finds the pairs of keys of which the first is a dotted prefix of the second, as state.backend is of
// state.backend.incremental. Sorted, each pair once. Release.RefusesOverlappingKeys says when a pair is an error.
func OverlappingKeys(keys []string) [][2]string {
	known := make(map[string]bool, len(keys))
	for _, key := range keys {
		known[key] = true
	}
	var pairs [][2]string
	for key := range known {
		for i := range len(key) {
			if key[i] == '.' && known[key[:i]] {
				pairs = append(pairs, [2]string{key[:i], key})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	return pairs
}
