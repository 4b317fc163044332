package generation

import (
	"errors"
	"fmt"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/dashboard"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
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
	for i, app := range r.apps {
		if !app.operates {
			continue
		}
		for j := range made[i] {
			made[i][j].Dashboards = r.operatorDashboards(app)
		}
	}
	all := slices.Concat(made...)
	showSessions(all)
	return all, errors.Join(errs...)
}

// operatorDashboards are those of the environments that an operator is of.
func (r *Result) operatorDashboards(operator app) []string {
	var all []string
	for _, e := range r.environments {
		if slices.Contains(operator.environments, e.Object.Metadata.Name) {
			all = append(all, dashboard.OperatorAddresses(e.Object)...)
		}
	}
	slices.Sort(all)
	return all
}

// showSessions gives jobs the dashboards of the sessions that they run in.
func showSessions(targets []inventory.Target) {
	type session struct{ environment, namespace, name string }
	dashboards := map[session][]string{}
	for _, t := range targets {
		if t.FlinkVersion != "" {
			dashboards[session{t.Environment, t.Namespace, t.Name}] = t.Dashboards
		}
	}
	for i, t := range targets {
		if t.Session != "" {
			targets[i].Dashboards = dashboards[session{t.Environment, t.Namespace, t.Session}]
		}
	}
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
	if settings := common.Environment; settings != nil {
		e := v1alpha1.Environment{Metadata: v1alpha1.Metadata{Name: common.EnvironmentName}, Spec: *settings}
		entry.Dashboards = environment.App{Target: entry, Objects: target.objects()}.Dashboards(&e)
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
