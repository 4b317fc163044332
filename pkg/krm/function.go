package krm

import (
	"errors"
	"fmt"

	"sigs.k8s.io/kustomize/kyaml/fn/framework"
)

// Run runs the function on a ResourceList and returns the one to give back, with the results that stand in it. Where
// one of them is an error, the items are those of the input. The error is about input that is no ResourceList.
func Run(input []byte) (output []byte, results framework.Results, err error) {
	if len(input) > maxSize {
		return nil, nil, fmt.Errorf("standard input must be at most %d MiB, not %d bytes", maxSize>>20, len(input))
	}
	output, results, err = run(input)
	if !errors.Is(err, errTangled) {
		return output, results, err
	}
	rewritten, err := lineByLine(input)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", errTangled, err)
	}
	return run(rewritten)
}

func run(input []byte) ([]byte, framework.Results, error) {
	list, err := cut(input)
	if err != nil {
		return nil, nil, err
	}
	entries, results, err := list.generate()
	if err != nil {
		return nil, nil, err
	}
	if results.ExitCode() != 0 {
		entries = nil
		for _, item := range list.items {
			entries = append(entries, item.kept())
		}
	}
	output, err := list.write(entries, results)
	if err != nil {
		return nil, nil, err
	}
	return output, results, nil
}

// generate returns the items with the session's objects among them.
func (l *resourceList) generate() ([]entry, framework.Results, error) {
	config, errs := readConfig(l.functionConfig)
	err := errs.Err()
	var placed *placement
	if err == nil {
		placed, err = newPlacement(config)
	}
	if err != nil {
		results, err := config.failures(err)
		return nil, results, err
	}
	entries, err := placed.into(l.items, l.dash)
	return entries, placed.results, err
}
