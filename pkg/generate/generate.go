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
	// Sessions, StreamParks and Environments as a Go program makes them.
	Sessions     []*v1alpha1.FlinkSession
	StreamParks  []*v1alpha1.StreamPark
	Environments []*v1alpha1.Environment

	// Presets that sessions and consoles may name beside the shipped ones.
	Presets []*v1alpha1.Preset

	// Files holds the manifests that spec.resources name; nil when none does.
	Files fs.FS
}

// Result is a tree and what it was made of.
type Result struct {
	// Tree is what to write.
	Tree *tree.Tree

	// Findings are warnings, sorted: what they are about is in the tree.
	Findings diagnostic.Findings

	// Verified counts what Verify built; zero before.
	Verified Verified

	apps         []app // of sessions, then of consoles
	consoles     []app
	aggregates   []kustomization.Environment
	environments []environment
	presets      []preset
}

// Specs makes the tree of typed specs. The error is a diagnostic.Findings when it is about them.
func Specs(in Input) (*Result, error) {
	var errs diagnostic.Findings
	environments := typed("Environments", in.Environments, &errs)
	presets := typed("Presets", in.Presets, &errs)
	sessions := typed("Sessions", in.Sessions, &errs)
	parks := typed("StreamParks", in.StreamParks, &errs)
	return generate(documents{sessions, parks, environments, presets}, in.Files, errs)
}

// typed are the objects of a field of Input.
func typed[T any](field string, objects []*T, errs *diagnostic.Findings) []resolve.Source[T] {
	sources := make([]resolve.Source[T], len(objects))
	for i, object := range objects {
		sources[i].Object = object
	}
	return present(field, sources, errs)
}

// present leaves out what a Go program left nil, which is an error.
func present[T any](field string, sources []resolve.Source[T], errs *diagnostic.Findings) []resolve.Source[T] {
	var found []resolve.Source[T]
	for i, source := range sources {
		if source.Object == nil {
			*errs = append(*errs, diagnostic.Finding{Path: diagnostic.Path{}.Child(field).Index(i), Message: "must not be nil", Rule: diagnostic.RuleRequiredField})
			continue
		}
		found = append(found, source)
	}
	return found
}

// Workspace makes the tree of a workspace. The error is a diagnostic.Findings when it is about what stands in its files.
func Workspace(w *workspace.Workspace) (*Result, error) {
	if w == nil {
		return nil, diagnostic.Findings{{Rule: diagnostic.RuleRequiredField, Message: "there is no workspace: it is nil"}}
	}
	w.CheckNotEmpty()
	errs := slices.Clone(w.Errors)
	return generate(documents{
		present("Sessions", w.Sessions, &errs),
		present("StreamParks", w.StreamParks, &errs),
		present("Environments", w.Environments, &errs),
		present("Presets", w.Presets, &errs),
	}, w.Files, errs)
}

type (
	source      = resolve.Source[v1alpha1.FlinkSession]
	park        = resolve.Source[v1alpha1.StreamPark]
	environment = resolve.Source[v1alpha1.Environment]
	preset      = resolve.Source[v1alpha1.Preset]
)

// documents are all that a tree is made of.
type documents struct {
	sessions     []source
	parks        []park
	environments []environment
	presets      []preset
}

// input is what all apps are made with.
type input struct {
	environments map[string]environment
	presets      map[string]preset
	waivers      waivers
	consoles     bool              // there are some
	clusters     []resolve.Cluster // of all sessions; nil where one of them is wrong
	files        fs.FS
}

// generate makes all apps in parallel, each in a slot of its own, so that neither order nor errors depend on timing: the
// sessions, and then the consoles, which register them.
func generate(d documents, files fs.FS, errs diagnostic.Findings) (*Result, error) {
	in := input{files: files, consoles: len(d.parks) > 0}
	var found diagnostic.Findings
	in.environments, found = d.checkNames()
	errs = append(errs, found...)
	in.waivers, found = d.waivers()
	errs = append(errs, found...)
	in.presets, found = d.checkPresets()
	errs = append(errs, found...)
	if len(d.sessions)+len(d.parks) == 0 && !errs.HasErrors() {
		errs = append(errs, diagnostic.Finding{Rule: diagnostic.RuleRequiredField, Message: "there is no FlinkSession and no StreamPark to make a tree of: give at least one"})
	}
	errs = in.waivers.apply(errs)
	credentials := in.waivers.apply(d.credentials())
	errs = append(errs, credentials...)
	apps := make([]app, len(d.sessions)+len(d.parks))
	sessions, parks := apps[:len(d.sessions)], apps[len(d.sessions):]
	parallel(len(sessions), func(i int) { sessions[i] = in.newSession(d.sessions[i]) })

	for _, app := range sessions {
		errs = append(errs, app.errs...)
	}
	if !errs.HasErrors() && len(parks) > 0 {
		in.clusters = []resolve.Cluster{}
		for _, app := range sessions {
			in.clusters = append(in.clusters, app.clusters...)
		}
	}
	parallel(len(parks), func(i int) { parks[i] = in.newPark(d.parks[i]) })
	for _, app := range parks {
		errs = append(errs, app.errs...)
	}
	var taken []validate.Taken
	for i, clash := range clashing(apps) {
		if clash {
			taken = append(taken, apps[i].render().taken...)
		}
	}
	errs = append(errs, validate.Unique(taken)...)
	errs = validate.WithoutRepeats(errs, credentials)
	if !errs.HasErrors() { // else what is waived may not have been looked at
		errs = append(errs, in.waivers.unused()...)
	}
	if err := errs.Err(); err != nil {
		return nil, err
	}

	result := &Result{Tree: &tree.Tree{}, apps: apps, Findings: errs.Sorted(), consoles: parks, environments: d.environments, presets: d.presets}
	var failures []error
	for i := range apps {
		apps[i].marks, apps[i].clusters = nil, nil
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
	if slices.ContainsFunc(apps, func(a app) bool { return a.needsConfiguration }) {
		folder, err := kustomization.BuildConfiguration()
		if err != nil {
			return nil, err
		}
		if err := result.Tree.Add(folder); err != nil {
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
func (d documents) checkNames() (map[string]environment, diagnostic.Findings) {
	var errs diagnostic.Findings
	for _, e := range d.environments {
		errs = append(errs, validate.EnvironmentName(e.Object.Metadata, e.MetadataErrorf)...)
		errs = append(errs, validate.Environment(e.Object.Spec, e.SpecErrorf)...)
	}
	byName, found := unique(d.environments)
	errs = append(errs, found...)
	for _, s := range d.sessions {
		errs = append(errs, validate.SessionName(s.Object.Metadata, s.MetadataErrorf)...)
	}
	_, found = unique(d.sessions)
	errs = append(errs, found...)
	for _, p := range d.parks {
		errs = append(errs, validate.StreamParkName(p.Object.Metadata, p.MetadataErrorf)...)
	}
	_, found = unique(d.parks)
	return byName, append(errs, found...)
}

// unique gives documents of one kind by their names, of which no two may be the same.
func unique[T any](sources []resolve.Source[T]) (map[string]resolve.Source[T], diagnostic.Findings) {
	var errs diagnostic.Findings
	byName := make(map[string]resolve.Source[T], len(sources))
	for _, s := range sources {
		name := s.Metadata().Name
		if other, taken := byName[name]; taken {
			errs = append(errs, notUnique(s, other))
			continue
		}
		byName[name] = s
	}
	return byName, errs
}

func notUnique[T any](s, other resolve.Source[T]) diagnostic.Finding {
	already := "there is another " + other.String()
	if position := other.Position(); position != "" {
		already = fmt.Sprintf("%s stands at %s", other, position)
	}
	return s.MetadataErrorf(diagnostic.Path{}.Child("name"), "must be unique: %s", already).Under(diagnostic.RuleDuplicateName)
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
