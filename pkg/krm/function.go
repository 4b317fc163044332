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
		entries = list.kept()
	}
	output, err := list.write(entries, results)
	if err != nil {
		return nil, nil, err
	}
	return output, results, nil
}

// kept are the items as they are.
func (l *resourceList) kept() []entry {
	var entries []entry
	for _, item := range l.items {
		entries = append(entries, item.kept())
	}
	return entries
}

// generate returns the items with the objects of the functionConfig among them, or as they are, with what a FlinkLint finds.
func (l *resourceList) generate() ([]entry, framework.Results, error) {
	config, errs := readConfig(l.functionConfig)
	err := errs.Err()
	if err == nil && config.linter != nil {
		return l.kept(), config.linter.results(l.items), nil
	}
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
