package object

import (
	"maps"
)

// With lays an object's own values, which win, over those of all, in a map of its own.
func With(all map[string]string, own map[string]*string) map[string]string {
	if len(own) == 0 {
		return all
	}
	merged := make(map[string]string, len(all)+len(own))
	maps.Copy(merged, all)
	for key, value := range own {
		merged[key] = *value
	}
	return merged
}

// Over lays values, which win, over lower ones, in a map of its own.
func Over(lower map[string]*string, upper map[string]string) map[string]string {
	if len(lower) == 0 {
		return upper
	}
	all := make(map[string]string, len(lower)+len(upper))
	for key, value := range lower {
		all[key] = *value
	}
	maps.Copy(all, upper)
	return all
}
