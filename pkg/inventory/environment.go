package inventory

import (
	"errors"
	"fmt"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// In are the targets of one environment; of all where the name is empty. The error names the environments that there are.
func In(targets []Target, environment string) ([]Target, error) {
	if environment == "" {
		return targets, nil
	}
	there := slices.DeleteFunc(slices.Clone(targets), func(t Target) bool { return t.Environment != environment })
	if len(there) > 0 {
		return there, nil
	}
	names := Environments(targets)
	if len(names) == 0 {
		return nil, errors.New("no app has named environments: leave --environment out")
	}
	return nil, fmt.Errorf("the environment %s", diagnostic.OneOf(environment, names))
}

// Environments are the names of those that targets run in, sorted, each once.
func Environments(targets []Target) []string {
	var names []string
	for _, t := range targets {
		if t.Environment != "" {
			names = append(names, t.Environment)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
