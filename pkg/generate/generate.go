package generate

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// Input is what a tree is made of.
type Input struct {
	// Sessions and Environments as a Go program makes them.
	Sessions     []*v1alpha1.FlinkSession
	Environments []*v1alpha1.Environment

	// Presets that sessions may name beside the shipped ones.
	Presets []*v1alpha1.Preset

	// Files holds the manifests that spec.resources of the sessions name; nil when none does.
	Files fs.FS
}

// Result is a tree and what it was made of.
type Result struct {
	// Tree is what to write.
	Tree *tree.Tree

	in           input
	apps         []app
	aggregates   []kustomization.Environment
	environments []environment
	presets      []preset
}

// Tree makes the tree of typed specs. The error is a diagnostic.List when it is about them.
func Tree(in Input) (*tree.Tree, error) {
	result, err := Specs(in)
	if err != nil {
		return nil, err
	}
	return result.Tree, nil
}

// Specs makes the tree of typed specs, as Tree does, with what it takes to verify it.
func Specs(in Input) (*Result, error) {
	var errs diagnostic.List
	environments := typed("Environments", in.Environments, &errs)
	presets := typed("Presets", in.Presets, &errs)
	sessions := typed("Sessions", in.Sessions, &errs)
	return generate(sessions, environments, presets, in.Files, errs)
}

// typed are the objects of a field of Input.
func typed[T v1alpha1.FlinkSession | v1alpha1.Environment | v1alpha1.Preset](field string, objects []*T, errs *diagnostic.List) []resolve.Source[T] {
	var sources []resolve.Source[T]
	for i, object := range objects {
		if object == nil {
			*errs = append(*errs, diagnostic.Error{Path: diagnostic.Path{}.Child(field).Index(i), Message: "must not be nil"})
			continue
		}
		sources = append(sources, resolve.Source[T]{Object: object})
	}
	return sources
}

// Workspace makes the tree of a workspace. The error is a diagnostic.List when it is about what stands in its files.
func Workspace(w *workspace.Workspace) (*Result, error) {
	w.CheckSessions()
	return generate(w.Sessions, w.Environments, w.Presets, w.Files, w.Errors)
}

type (
	source      = resolve.Source[v1alpha1.FlinkSession]
	environment = resolve.Source[v1alpha1.Environment]
	preset      = resolve.Source[v1alpha1.Preset]
)

// input is what all sessions are made with.
type input struct {
	environments map[string]environment
	presets      map[string]preset
	files        fs.FS
}

// generate makes all apps in parallel, each in a slot of its own, so that neither order nor errors depend on timing.
func generate(sessions []source, environments []environment, presets []preset, files fs.FS, errs diagnostic.List) (*Result, error) {
	in := input{files: files}
	var found diagnostic.List
	in.environments, found = checkNames(sessions, environments)
	errs = append(errs, found...)
	in.presets, sessions, found = checkPresets(presets, sessions)
	errs = append(errs, found...)
	apps := make([]app, len(sessions))
	parallel(len(sessions), func(i int) { apps[i] = in.newApp(sessions[i]) })

	var taken []validate.Taken
	clash := clashing(apps)
	for i, app := range apps {
		errs = append(errs, app.errs...)
		if clash[i] {
			taken = append(taken, in.render(app.source).taken...)
		}
	}
	errs = append(errs, validate.Unique(taken)...)
	if err := errs.Err(); err != nil {
		return nil, err
	}

	result := &Result{Tree: &tree.Tree{}, in: in, apps: apps, environments: environments, presets: presets}
	var failures []error
	for i := range apps {
		apps[i].marks = nil
		failures = append(failures, apps[i].failure)
	}
	shared, err := aggregates(apps, in.environments)
	if err := errors.Join(append(failures, err)...); err != nil {
		return nil, err
	}
	for _, app := range apps {
		if err := result.Tree.Add(app.folder); err != nil {
			return nil, err
		}
	}
	result.aggregates = shared
	if len(shared) > 0 {
		folder, err := kustomization.BuildEnvironments(shared)
		if err != nil {
			return nil, err
		}
		if err := result.Tree.Add(folder); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// parallel calls f for 0 to n-1 with as many workers as there are processors.
func parallel(n int, f func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	workers.Wait()
}

// checkNames checks the metadata of all documents and the facts of environments, and that names are unique.
func checkNames(sessions []source, environments []environment) (map[string]environment, diagnostic.List) {
	var errs diagnostic.List
	byName := map[string]environment{}
	for _, e := range environments {
		errs = append(errs, validate.EnvironmentName(e.Object.Metadata, e.MetadataErrorf)...)
		errs = append(errs, validate.Environment(e.Object.Spec, e.SpecErrorf)...)
		name := e.Object.Metadata.Name
		if other, taken := byName[name]; taken {
			errs = append(errs, notUnique(e, other))
			continue
		}
		byName[name] = e
	}
	seen := map[string]source{}
	for _, s := range sessions {
		errs = append(errs, validate.SessionName(s.Object.Metadata, s.MetadataErrorf)...)
		name := s.Object.Metadata.Name
		if other, taken := seen[name]; taken {
			errs = append(errs, notUnique(s, other))
			continue
		}
		seen[name] = s
	}
	return byName, errs
}

func notUnique[T v1alpha1.FlinkSession | v1alpha1.Environment | v1alpha1.Preset](s, other resolve.Source[T]) diagnostic.Error {
	already := "there is another " + other.String()
	if position := other.Position(); position != "" {
		already = fmt.Sprintf("%s stands at %s", other, position)
	}
	return s.MetadataErrorf(diagnostic.Path{}.Child("name"), "must be unique: %s", already)
}

// aggregates lists what stands in each environment.
func aggregates(apps []app, environments map[string]environment) ([]kustomization.Environment, error) {
	var all []kustomization.Environment
	for _, name := range slices.Sorted(maps.Keys(environments)) {
		aggregate, used, err := newAggregate(environments[name].Object, apps)
		if err != nil {
			return nil, err
		}
		if used {
			all = append(all, aggregate)
		}
	}
	return all, nil
}
