package generation

import (
	"errors"
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

type (
	environmentSource = resolve.Source[v1alpha1.Environment]
	presetSource      = resolve.Source[v1alpha1.Preset]
)

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
