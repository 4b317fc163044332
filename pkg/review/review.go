package review

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

// Review is what a change does.
type Review struct {
	impact.Report

	// Old is what to call the tree that the change starts from, such as HEAD.
	Old string

	// Uncompared are the targets of the old tree that could not be built, and so are in no other part, sorted.
	Uncompared []Uncompared

	// Environments are the names of all that a target of the new tree is in, or one of the old tree that differs; sorted.
	Environments []string

	// Acknowledged are the losses that are meant.
	Acknowledged []v1alpha1.Acknowledgement
}

// Uncompared is an app in an environment whose old objects are not known.
type Uncompared struct {
	App, Environment string

	// Reason says why not.
	Reason string
}

// Options say what is reviewed.
type Options struct {
	// Folder reports whether a folder of the tree is reviewed; nil is all of them.
	Folder func(folder string) bool

	// Environments are those that are reviewed; nil is all of them.
	Environments []string
}

func (o Options) hasFolder(folder string) bool { return o.Folder == nil || o.Folder(folder) }

func (o Options) hasEnvironment(environment string) bool {
	return o.Environments == nil || slices.Contains(o.Environments, environment)
}

// Compare compares an old tree with what the specs ask for.
func Compare(old *Old, result *generate.Result, options Options) (Review, error) {
	changed := slices.DeleteFunc(slices.Clone(old.differing(result.Tree)), func(folder string) bool { return !options.hasFolder(folder) })
	before, uncompared := old.build(changed)
	after, err := result.Targets(func(folder string) bool { return slices.Contains(changed, folder) })
	if err != nil {
		return Review{}, err
	}
	r := Review{Old: old.name(), Environments: environments(before, result)}
	r.Uncompared = slices.DeleteFunc(uncompared, func(u Uncompared) bool { return !options.hasEnvironment(u.Environment) })
	after = slices.DeleteFunc(after, func(t impact.Target) bool {
		return slices.ContainsFunc(uncompared, func(u Uncompared) bool { return u.App == t.App && u.Environment == t.Environment })
	})
	moved, err := old.underOtherOperator(result, func(folder string) bool { return options.hasFolder(folder) && !slices.Contains(changed, folder) })
	if err != nil {
		return Review{}, err
	}
	for _, target := range moved {
		after = append(after, target)
		target.OperatorVersion = old.releases().of(target.App, target.Environment)
		before = append(before, target)
	}
	outside := func(t impact.Target) bool { return !options.hasEnvironment(t.Environment) }
	r.Report = impact.Compare(slices.DeleteFunc(before, outside), slices.DeleteFunc(after, outside))
	return r, nil
}

// underOtherOperator are the targets of unchanged folders in environments whose operator is of another release now.
func (o *Old) underOtherOperator(result *generate.Result, unchanged func(folder string) bool) ([]impact.Target, error) {
	if !o.specsDiffer {
		return nil, nil
	}
	var folders []string
	for environment, release := range result.Operators() {
		if was := o.releases().of("", environment); was != "" && release != "" && was != release {
			folders = append(folders, result.In(environment)...)
		}
	}
	if len(folders) == 0 {
		return nil, nil
	}
	targets, err := result.Targets(func(folder string) bool { return slices.Contains(folders, folder) && unchanged(folder) })
	return slices.DeleteFunc(targets, func(t impact.Target) bool {
		was := o.releases().of(t.App, t.Environment)
		return was == "" || was == t.OperatorVersion
	}), err
}

// environments are the names of those of old targets and of the workspace.
func environments(old []impact.Target, result *generate.Result) []string {
	names := map[string]bool{}
	for _, target := range old {
		if target.Environment != "" {
			names[target.Environment] = true
		}
	}
	for name := range result.Operators() {
		names[name] = true
	}
	return slices.Sorted(maps.Keys(names))
}
