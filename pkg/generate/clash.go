package generate

import "github.com/flinkustomize/flinkustomize/pkg/validate"

// clashing tells of each app whether something that it takes in a target is taken in another target, too.
func clashing(apps []app) []bool {
	type place struct{ app, target int32 }
	count := 0
	for _, app := range apps {
		for _, marks := range app.marks {
			count += len(marks)
		}
	}
	first := make(map[validate.Mark]place, count)
	clash := make([]bool, len(apps))
	for i, app := range apps {
		for j, marks := range app.marks {
			here := place{int32(i), int32(j)}
			for _, mark := range marks {
				other, known := first[mark]
				switch {
				case !known:
					first[mark] = here
				case other != here:
					clash[other.app], clash[i] = true, true
				}
			}
		}
	}
	return clash
}
