package generation

import (
	"path"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/alertrule"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
)

// app is what one document becomes, without the objects on the way: those of thousands of sessions would fill the memory.
type app struct {
	spec         resolve.Document
	kind         string
	path         string   // of its folder
	registers    bool     // the clusters of others
	operates     bool     // the custom resources of others
	environments []string // that it runs in, or operates
	presets      []string // that it uses

	overlays           []string // environments
	folder             *tree.Folder
	needsConfiguration bool                     // the folder refers to kustomization.ConfigurationFolder
	digests            [][]claim.Digest         // of what each complete target takes
	clusters           []cluster.Registration   // of the complete targets, where something registers them
	sessions           []sessioncluster.Cluster // of the complete targets; with content where a kind of job runs in them
	operated           []kind.Operated          // by the complete targets
	jobs               []ownJob                 // among its own manifests
	running            []environment.App        // in each environment that owns objects made for its apps
	deliveries         []appDelivery            // of the complete targets, where something delivers them
	errs               diagnostic.Findings
	failure            error

	render func() *rendered
}

// reservedFolders are those that trees have.
func reservedFolders() []string {
	reserved := []string{kustomization.EnvironmentsFolder, kustomization.ConfigurationFolder, delivery.Folder}
	for _, folder := range registry.Folders() {
		reserved = append(reserved, folder+"/*")
	}
	return reserved
}

// newApp makes the folder of a document. What is wrong with the document is in errs, and then there is no folder.
func (in input) newApp(k kind.Kind, document resolve.Document) app {
	r, common := in.render(k, document), document.Common()
	whole := in
	whole.joined = true // a job among a user's own manifests may ask for what is in the clusters
	render := func() *rendered { return whole.render(k, document) }
	a := app{
		spec:         document,
		kind:         k.Name(),
		path:         r.app.Path,
		registers:    k.Registers(),
		operates:     k.Operates(),
		environments: resolve.SortedKeys(common.Environments),
		presets:      resolve.PresetNames(common),
		clusters:     r.clusters,
		sessions:     r.sessions,
		operated:     r.operated,
		jobs:         r.jobs,
		errs:         in.waivers.apply(document.WithoutFollowing(r.errs)),
		render:       render,
	}
	if a.operates {
		a.environments = in.inCluster(document.Metadata().Name)
	}
	if len(document.Unread()) > 0 {
		r.claiming = nil // two documents may seem to take one thing for want of what could not be read
	}
	a.digests = claim.DigestsOf(r.claiming)
	for _, overlay := range r.app.Overlays {
		a.overlays = append(a.overlays, overlay.Name)
	}
	if !a.errs.HasErrors() && len(document.Unread()) == 0 {
		a.folder, a.failure = kustomization.Build(r.app)
		a.needsConfiguration = r.app.NeedsConfiguration()
		if a.failure == nil && len(in.owners) > 0 {
			a.running, a.failure = in.running(a, r)
		}
		if a.failure == nil && in.delivery != nil {
			a.deliveries, a.failure = deliveries(k, r)
		}
	}
	if read := document.Read(); read != nil {
		read.Release()
	}
	return a
}

// inCluster are the names of the Environment documents that are in a Kubernetes cluster, sorted.
func (in input) inCluster(name string) []string {
	var names []string
	for _, environment := range resolve.SortedKeys(in.known.Environments) {
		if in.known.Environments[environment].Object.Spec.Cluster == name {
			names = append(names, environment)
		}
	}
	return names
}

// running is the app in the environments that must know it.
func (in input) running(a app, r *rendered) ([]environment.App, error) {
	var all []environment.App
	for _, target := range r.complete {
		if !in.owners[target.Common().EnvironmentName] || target.Common().Environment == nil {
			continue
		}
		var alerts *alertrule.App
		if app, ok := target.Watched(); ok {
			alerts = &app
		}
		entry, err := a.entry(r, target)
		if err != nil {
			return nil, err
		}
		all = append(all, environment.App{Target: entry, Objects: target.objects(), Alerts: alerts})
	}
	return all, nil
}

// newAggregate is what stands in an environment: the overlays of its apps and what it owns itself. It reports
// false for one that has neither.
func newAggregate(e *v1alpha1.Environment, apps []app, shared []object.File) (kustomization.Environment, bool, error) {
	aggregate := kustomization.Environment{
		Name:      e.Metadata.Name,
		From:      v1alpha1.KindEnvironment + " " + e.Metadata.Name,
		Namespace: e.Spec.Namespace,
	}
	for _, kind := range registry.All() { // jobs after their sessions, and each whatever file it stands in
		var overlays []string
		for _, app := range apps {
			if app.kind == kind.Name() && slices.Contains(app.overlays, e.Metadata.Name) {
				overlays = append(overlays, path.Join(app.path, "overlays", e.Metadata.Name))
			}
		}
		slices.Sort(overlays)
		aggregate.Overlays = append(aggregate.Overlays, overlays...)
	}
	for _, file := range shared {
		object, err := newObject(file.Object)
		if err != nil {
			return aggregate, false, err
		}
		aggregate.Shared = append(aggregate.Shared, kustomization.File{Name: file.Name, Object: object})
	}
	return aggregate, len(aggregate.Overlays) > 0 || len(aggregate.Shared) > 0, nil
}
