package generation

import (
	"errors"
	"fmt"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/image"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Inventory lists each app in each of its environments, or once where it has none, in the order of the kinds, then of files,
// then of the names of environments.
func (r *Result) Inventory() ([]inventory.Target, error) {
	made, errs := make([][]inventory.Target, len(r.apps)), make([]error, len(r.apps))
	Parallel(len(r.apps), func(i int) { made[i], errs[i] = r.apps[i].inventory() })
	return slices.Concat(made...), errors.Join(errs...)
}

func (a app) inventory() ([]inventory.Target, error) {
	rendered := a.render()
	var all []inventory.Target
	for _, target := range rendered.complete {
		entry, err := a.entry(rendered, target)
		if err != nil {
			return nil, err
		}
		all = append(all, entry)
	}
	return all, nil
}

// entry is the app in one environment.
func (a app) entry(rendered *rendered, target complete) (inventory.Target, error) {
	entry, err := target.Inventory(target.files)
	if err != nil {
		return entry, fmt.Errorf("%s: %w", rendered.app.From, err)
	}
	common := target.Common()
	entry.Kind, entry.Name, entry.Folder, entry.File = a.kind, common.Metadata.Name, a.path, rendered.specFile
	entry.Environment, entry.Namespace = common.EnvironmentName, common.Namespace
	release, _ := operator.ParseRelease(common.Settings.OperatorVersion) // none is the newest
	images, err := image.Of(target.objects(), release)
	if err != nil {
		return entry, fmt.Errorf("%s: %w", rendered.app.From, err)
	}
	entry.Images = slices.Compact(slices.Sorted(slices.Values(append(entry.Images, images...))))
	return entry, nil
}

// objects are all of the target, the user's own among them.
func (c complete) objects() []manifest.Object {
	var all []manifest.Object
	for _, file := range c.variant.Files {
		all = append(all, file.Object)
	}
	for _, resource := range c.variant.Resources {
		all = append(all, resource.Objects...)
	}
	return all
}

// Environments are the names of the Environment documents, in the order in which they were read.
func (r *Result) Environments() []string {
	names := make([]string, len(r.environments))
	for i, e := range r.environments {
		names[i] = e.Object.Metadata.Name
	}
	return names
}
