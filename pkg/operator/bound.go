package operator

import (
	"fmt"
	"math"
	"strings"
)

// Bound is what the value of an option must be beside of the option's type, since a release.
type Bound struct {
	Since Release

	// Must says what it must be, such as "a number from 0.01 to 1".
	Must string
}

// Bounds are those of an option of the autoscaler while that is on, the oldest first; none for another key. A later one
// takes the place of an earlier one.
func Bounds(key string) []Bound {
	name, found := strings.CutPrefix(strings.TrimPrefix(key, OptionPrefix), autoscalerPrefix)
	if !found {
		return nil
	}
	var bounds []Bound
	for _, option := range autoscalerRanges {
		if option.name == name {
			bounds = append(bounds, Bound{Since: option.since, Must: option.must()})
		}
	}
	return bounds
}

// must says what a value must be.
func (r autoscalerRange) must() string {
	if math.IsInf(r.max, 0) {
		return fmt.Sprintf("a number of at least %v", r.min)
	}
	return fmt.Sprintf("a number from %v to %v", r.min, r.max)
}
