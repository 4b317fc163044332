package inventory

import (
	"fmt"
	"slices"
	"strings"

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
	return nil, noEnvironment(environment, Environments(targets))
}

func noEnvironment(name string, names []string) error {
	if len(names) == 0 {
		return fmt.Errorf("nothing runs in environment %s: no spec has named environments", diagnostic.Quote(name))
	}
	message := fmt.Sprintf("nothing runs in environment %s, but in %s", diagnostic.Quote(name), strings.Join(names, ", "))
	if near := diagnostic.Suggest(name, names); near != "" {
		message += ": did you mean " + diagnostic.Quote(near) + "?"
	}
	return fmt.Errorf("%s", message)
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
