package generation

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
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// Documents are all that a tree is made of.
type Documents struct {
	Specs        []resolve.Document
	Environments []resolve.Source[v1alpha1.Environment]
	Presets      []resolve.Source[v1alpha1.Preset]

	// Workspace says whether overlays are rendered, and what delivers the tree; without an object where nothing is said.
	Workspace resolve.Source[v1alpha1.Workspace]

	// Files holds the manifests that specs name; nil when none does.
	Files fs.FS

	// Read are the contents of some of Files, by their names, which are not read again.
	Read map[string][]byte

	// Findings are about documents that could not be read.
	Findings diagnostic.Findings
}

// Typed are the documents that a Go program makes. What it left nil is an error.
func Typed(specs []v1alpha1.Spec, environments []*v1alpha1.Environment, presets []*v1alpha1.Preset, files fs.FS) Documents {
	d := Documents{Files: files}
	for i, spec := range specs {
		if spec == nil {
			d.Findings = append(d.Findings, missing("Specs", i))
			continue
		}
		kind, known := registry.Named(spec.KindName())
		if !known {
			d.Findings = append(d.Findings, diagnostic.Finding{Path: diagnostic.Path{}.Child("Specs").Index(i), Rule: diagnostic.RuleUnknownKind,
				Message: fmt.Sprintf("must be %s, not %T", registry.Listed("a ", " or "), spec)})
			continue
		}
		document := kind.Document(spec)
		if document.Value() == nil {
			d.Findings = append(d.Findings, missing("Specs", i))
			continue
		}
		d.Specs = append(d.Specs, document)
	}
	d.Environments = typed("Environments", environments, &d.Findings)
	d.Presets = typed("Presets", presets, &d.Findings)
	return d
}

// typed are the objects of a field of what a Go program makes.
func typed[T any](field string, objects []*T, errs *diagnostic.Findings) []resolve.Source[T] {
	var sources []resolve.Source[T]
	for i, object := range objects {
		if object == nil {
			*errs = append(*errs, missing(field, i))
			continue
		}
		sources = append(sources, resolve.Source[T]{Object: object})
	}
	return sources
}

func missing(field string, i int) diagnostic.Finding {
	return diagnostic.Finding{Path: diagnostic.Path{}.Child(field).Index(i), Message: "must not be nil", Rule: diagnostic.RuleRequiredField}
}

// Result is a tree and what it was made of.
type Result struct {
	// Tree is what to write.
	Tree *tree.Tree

	// Findings are warnings, sorted: what they are about is in the tree.
	Findings diagnostic.Findings

	apps         []app // in the order of their kinds
	aggregates   []kustomization.Environment
	environments []environmentSource
	presets      []presetSource
	delivered    []delivery.Delivered
}

// documentsOf are sources of one kind as documents of any.
func documentsOf[T any](sources []resolve.Source[T]) []resolve.Document {
	all := make([]resolve.Document, len(sources))
	for i, source := range sources {
		all[i] = source
	}
	return all
}

// byKind sorts specs by the kinds of the registry.
func byKind(specs []resolve.Document) [][]resolve.Document {
	kinds := registry.Names()
	sorted := make([][]resolve.Document, len(kinds))
	for _, spec := range specs {
		at := slices.Index(kinds, spec.Kind())
		sorted[at] = append(sorted[at], spec)
	}
	return sorted
}

type (
	environmentSource = resolve.Source[v1alpha1.Environment]
	presetSource      = resolve.Source[v1alpha1.Preset]
)

// documents are all that a tree is made of.
type documents struct {
	specs        [][]resolve.Document // of each kind of the registry
	environments []environmentSource
	presets      []presetSource
}

// all are the documents of all kinds.
func (d documents) all() []resolve.Document {
	return slices.Concat(append(slices.Clone(d.specs), documentsOf(d.environments), documentsOf(d.presets))...)
}

// input is what all apps are made with.
type input struct {
	known      kind.Known
	waivers    waivers
	operators  map[string]resolve.Source[v1alpha1.FlinkOperator] // by the names of their clusters; nil where one document is seen alone
	registered bool                                              // something registers the clusters
	joined     bool                                              // jobs of a kind run in the clusters
	owners     map[string]bool                                   // environments that own objects made for their apps
	rendered   bool                                              // overlays are built in the tree
	delivery   *v1alpha1.Delivery                                // or nil
	files      fs.FS
	read       map[string][]byte          // some of the files
	wanted     func(manifest.Object) bool // nil for all; what renders another object is left as it is, without its last checks
	models     *models                    // or nil
}

// Generate makes all apps in parallel, each in a slot of its own, so that neither order nor errors depend on timing: those
// of one kind after the other, for a kind may register the clusters that earlier ones are.
func Generate(all Documents) (*Result, error) {
	d := documents{byKind(all.Specs), all.Environments, all.Presets}
	in, errs := input{files: all.Files, read: all.Read, models: new(models)}, slices.Clone(all.Findings)
	if workspace := all.Workspace.Object; workspace != nil {
		in.rendered, in.delivery = workspace.Spec.Render, workspace.Spec.Delivery
	}
	var found diagnostic.Findings
	in.operators = environment.Operators(resolve.Of[v1alpha1.FlinkOperator](d.all()))
	d.environments, found = environment.InClusters(d.environments, in.operators)
	errs = append(errs, found...)
	in.known.Environments, found = d.checkNames()
	errs = append(errs, found...)
	if in.delivery != nil {
		errs = append(errs, delivery.Check(in.delivery, slices.Sorted(maps.Keys(in.known.Environments)), all.Workspace.SpecErrorf)...)
	}
	in.waivers, found = d.waivers()
	errs = append(errs, found...)
	in.known.Presets, found = d.checkPresets()
	errs = append(errs, found...)
	count := 0
	for _, specs := range d.specs {
		count += len(specs)
	}
	if count == 0 && !errs.HasErrors() {
		errs = append(errs, diagnostic.Finding{Rule: diagnostic.RuleRequiredField, Message: "there is " + registry.Listed("no ", " and ") + " to make a tree of: give at least one"})
	}
	errs = in.waivers.apply(errs)
	credentials := in.waivers.apply(d.credentials())
	errs = append(errs, credentials...)
	in.owners = d.owners()
	kinds := registry.All()
	for i, kind := range kinds {
		in.registered = in.registered || kind.Registers() && len(d.specs[i]) > 0
		in.joined = in.joined || kind.Joins() && len(d.specs[i]) > 0
	}
	apps := make([]app, 0, count)
	for i, k := range kinds {
		in.known.Clusters, in.known.Sessions, in.known.Operated = nil, nil, nil
		if len(d.specs[i]) > 0 && !errs.HasErrors() {
			in.known.Clusters, in.known.Sessions, in.known.Operated = []cluster.Registration{}, []sessioncluster.Cluster{}, []kind.Operated{}
			for _, app := range apps {
				in.known.Clusters = append(in.known.Clusters, app.clusters...)
				in.known.Sessions = append(in.known.Sessions, app.sessions...)
				in.known.Operated = append(in.known.Operated, app.operated...)
			}
		}
		made := make([]app, len(d.specs[i]))
		Parallel(len(made), func(j int) { made[j] = in.newApp(k, d.specs[i][j]) })
		for _, app := range made {
			errs = append(errs, app.errs...)
		}
		apps = append(apps, made...)
	}
	var shared []shared
	if !errs.HasErrors() {
		shared, found = d.shared(apps)
		errs = append(errs, in.waivers.apply(found)...)
	}
	errs = append(errs, uniqueClaims(apps, shared)...)
	errs = check.WithoutRepeats(errs, credentials)
	if !errs.HasErrors() { // else what is waived, or needed, may not have been looked at
		errs = append(errs, in.waivers.apply(checkOwnJobs(apps))...)
		if in.delivery != nil {
			errs = append(errs, in.waivers.apply(undelivered(apps))...)
		}
		errs = append(errs, in.waivers.unused()...)
	}
	if err := errs.Err(); err != nil {
		return nil, err
	}

	result := &Result{Tree: &tree.Tree{}, apps: apps, Findings: errs.Sorted(), environments: d.environments, presets: d.presets}
	result.Tree.Reserve(reservedFolders()...)
	running := runningIn(apps)
	var failures []error
	for i := range apps {
		apps[i].digests, apps[i].jobs, apps[i].clusters, apps[i].deliveries = nil, nil, nil, nil
		apps[i].sessions, apps[i].operated, apps[i].running = nil, nil, nil
		failures = append(failures, apps[i].failure)
	}
	aggregates, err := aggregatesOf(apps, shared, in.rendered)
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
	result.aggregates = aggregates
	if in.delivery != nil {
		if err := result.deliver(all.Workspace, running, operatorsOf(apps, in.operators)); err != nil {
			return nil, err
		}
	}
	if len(aggregates) > 0 {
		folder, err := kustomization.BuildEnvironments(aggregates)
		if err != nil {
			return nil, err
		}
		if err := result.Tree.Add(folder); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// Parallel calls f for 0 to n-1 with as many workers as there are processors.
func Parallel(n int, f func(i int)) {
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

// checkNames checks the metadata of all documents and the settings of environments, and that names are unique.
func (d documents) checkNames() (map[string]environmentSource, diagnostic.Findings) {
	var errs diagnostic.Findings
	for _, e := range d.environments {
		errs = append(errs, e.WithoutFollowing(environment.CheckName(e.Object.Metadata, e.MetadataErrorf))...)
		errs = append(errs, e.WithoutFollowing(environment.Check(e.Object.Spec, e.SpecErrorf))...)
	}
	errs = append(errs, unique(documentsOf(d.environments))...)
	errs = append(errs, environment.CheckAlike(d.environments)...)
	byName := make(map[string]environmentSource, len(d.environments))
	for _, e := range slices.Backward(d.environments) { // of those of one name the first
		byName[e.Object.Metadata.Name] = e
	}
	for i, kind := range registry.All() {
		for _, spec := range d.specs[i] {
			errs = append(errs, spec.WithoutFollowing(kind.CheckName(spec))...)
		}
		errs = append(errs, unique(d.specs[i])...)
	}
	return byName, errs
}

// unique checks documents of one kind, of which no two may have the same name.
func unique(all []resolve.Document) diagnostic.Findings {
	var errs diagnostic.Findings
	byName := make(map[string]resolve.Document, len(all))
	for _, document := range all {
		name := document.Metadata().Name
		if other, taken := byName[name]; taken {
			errs = append(errs, document.WithoutFollowing(diagnostic.Findings{notUnique(document, other)})...)
			continue
		}
		byName[name] = document
	}
	return errs
}

func notUnique(document, other resolve.Document) diagnostic.Finding {
	already := "there is another " + other.String()
	if position := other.Position(); position != "" {
		already = fmt.Sprintf("%s stands at %s", other, position)
	}
	return document.MetadataErrorf(diagnostic.Path{}.Child("name"), "must be unique: %s", already).Under(diagnostic.RuleDuplicateName)
}
