package generation

import (
	"path"
	"reflect"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/claim"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// rendered is what a document wants to be in its clusters.
type rendered struct {
	in       input
	app      kustomization.App
	claiming []claim.Rendered         // complete targets, with what they claim
	clusters []cluster.Registration   // for what registers them
	sessions []sessioncluster.Cluster // for the jobs in them
	operated []kind.Operated
	jobs     []ownJob
	complete []complete
	errs     diagnostic.Findings

	operators map[string]string // releases by environment; that of the base has none

	refused bool // a pod template that core/v1 cannot hold must not be rendered: converting it may take hours

	named     bool                    // the document has a name, without which its objects have none either
	specFile  string                  // of the document; empty for one that a Go program made
	read      map[string]readManifest // the user's own manifests by their names: most targets carry the same ones
	first     map[string]converted    // the files of the first target: many are the same in the others
	converter manifest.Converter
}

// complete is a target with all that a cluster gets of it.
type complete struct {
	kind.Target
	files   []object.File
	variant kustomization.Variant
}

// readManifest is a manifest of the user's own, and what credentials it holds, and what waivers that waive nothing.
type readManifest struct {
	kustomization.Resource
	credentials, waivers []string
}

// converted is an object as a tree, and as the tree that is written.
type converted struct {
	object         runtime.Object
	failed         runtime.Object // that is no such tree, or nil
	asWritten      []object.Written
	plain, written manifest.Object
}

// render resolves, validates and renders a document for its base and for every environment.
func (in input) render(k kind.Kind, document resolve.Document) *rendered {
	tooMany := k.CheckEntries(document)
	refused := tooMany
	if len(tooMany) == 0 {
		refused = k.CheckPodTemplates(document)
	}
	r := &rendered{in: in, errs: refused, refused: len(refused) > 0, named: document.Metadata().Name != "",
		operators: map[string]string{}, read: map[string]readManifest{}, first: map[string]converted{}}
	r.app = kustomization.App{Path: path.Join(k.Folder(), document.Metadata().Name), From: document.String(), Rendered: in.rendered}
	if read := document.Read(); read != nil {
		r.specFile = read.File
	}
	if len(tooMany) > 0 {
		return r
	}
	targets, errs := k.Targets(document, in.known)
	r.errs = append(r.errs, errs...)
	if targets.Base != nil {
		r.operators[""] = targets.Base.Common().Settings.OperatorVersion
		r.app.Base = r.target(targets.Base, nil)
	}
	ofBase := r.errs[:len(r.errs):len(r.errs)]
	var overlays []*resolve.Target
	for _, overlay := range targets.Overlays {
		r.operators[overlay.Common().EnvironmentName] = overlay.Common().Settings.OperatorVersion
		r.app.Overlays = append(r.app.Overlays, kustomization.Overlay{Name: overlay.Common().EnvironmentName, Variant: r.target(overlay, ofBase)})
		overlays = append(overlays, overlay.Common())
	}
	r.errs = resolve.Blame(r.errs, overlays, func() diagnostic.Findings {
		if targets.Base == nil || r.refused {
			return nil
		}
		alone := targets.Base.Alone()
		files, errs := alone.Render()
		errs = append(errs, alone.Check()...)
		return append(errs, alone.CheckRendered(files, errs)...)
	})
	return r
}

// target is one target of the document; known is what was found in the base beneath it.
func (r *rendered) target(target kind.Target, known diagnostic.Findings) kustomization.Variant {
	earlier := len(r.errs)
	r.errs = append(r.errs, target.Check()...)
	r.errs = append(r.errs, target.ReadFiles(r.in.readFile)...)
	if r.refused {
		return kustomization.Variant{}
	}
	files, errs := target.Render()
	r.errs = append(r.errs, errs...)
	if common := target.Common(); common.Complete && !r.errs.HasErrors() && linked(r.in.delivery, common.EnvironmentName) {
		if err := link(target, files); err != nil {
			r.errs = append(r.errs, common.Errorf(nil, "%v", err))
		}
	}
	if r.in.wanted != nil && slices.ContainsFunc(files, func(file object.File) bool { return !r.in.wanted(r.file(file, target.Common()).Object) }) {
		return kustomization.Variant{}
	}
	r.errs = append(r.errs, target.CheckRendered(files, slices.Concat(known, r.errs[earlier:]))...)
	if r.in.registered {
		if cluster, ok := target.Cluster(); ok {
			cluster.Folder = r.app.Path
			r.clusters = append(r.clusters, cluster)
		}
	}
	variant := r.variant(target.Rendered(), files)
	if target.Common().Complete {
		r.complete = append(r.complete, complete{target, files, variant})
		r.addOperated(target.Common(), variant)
	}
	return variant
}

// addOperated adds the namespace of a target that has custom resources of the operator.
func (r *rendered) addOperated(target *resolve.Target, variant kustomization.Variant) {
	if r.in.operators != nil {
		r.errs = append(r.errs, environment.CheckCluster(target, r.in.operators)...)
	}
	at := kind.Operated{Cluster: target.Settings.Cluster, Namespace: target.Namespace}
	if at.Cluster == "" || at.Namespace == "" || slices.Contains(r.operated, at) {
		return
	}
	ofOperator := func(object manifest.Object) bool { return object.ID().Group == v1beta1.GroupVersion.Group }
	if slices.ContainsFunc(variant.Files, func(file kustomization.File) bool { return ofOperator(file.Object) }) ||
		slices.ContainsFunc(variant.Resources, func(resource kustomization.Resource) bool { return slices.ContainsFunc(resource.Objects, ofOperator) }) {
		r.operated = append(r.operated, at)
	}
}

// readFile is a kind.ReadFile.
func (in input) readFile(from, name string) ([]byte, error) {
	_, content, err := in.readNamed(from, name)
	return content, err
}

// variant is one target, with its files and the user's own manifests that it names.
func (r *rendered) variant(all claim.Rendered, files []object.File) kustomization.Variant {
	target, resources := all.Target, all.Target.Resources
	variant := kustomization.Variant{}
	if target.Complete {
		variant.Namespace = target.Namespace
	}
	variant.Files, all.Objects = make([]kustomization.File, 0, len(files)), make([]runtime.Object, 0, len(files))
	for _, file := range files {
		all.Objects = append(all.Objects, file.Object)
		variant.Files = append(variant.Files, r.file(file, target))
	}
	all.Resources = make([][]manifest.Object, len(resources))
	variant.Resources = make([]kustomization.Resource, 0, len(resources))
	indices := make([]int, 0, len(resources)) // in the spec, of those that could be read
	for i, name := range resources {
		resource, ok := r.read[name]
		if !ok {
			var err error
			if resource.Resource, err = r.in.readResource(r.specFile, name); err != nil {
				r.errs = append(r.errs, target.Errorf(resourceField(i), "%v", err).Under(diagnostic.RuleResource))
				continue
			}
			resource.credentials = check.ResourceCredentials(resource.Objects, resource.Content)
			resource.waivers = check.ResourceWaivers(resource.Objects, resource.Content)
			r.read[name] = resource
		}
		for _, found := range resource.credentials {
			r.errs = append(r.errs, target.Errorf(resourceField(i), "%s", found).Under(diagnostic.RuleCredential))
		}
		for _, found := range resource.waivers {
			r.errs = append(r.errs, target.Errorf(resourceField(i), "%s", found).Under(diagnostic.RuleUnusedWaiver))
		}
		variant.Resources = append(variant.Resources, resource.Resource)
		all.Resources[i] = resource.Objects
		indices = append(indices, i)
	}
	for _, e := range variant.CheckResources(target.Complete) {
		r.errs = append(r.errs, target.Errorf(resourceField(indices[e.Index]), "%v", e.Err).Under(diagnostic.RuleResource))
	}
	r.errs = append(r.errs, claim.Resources(all)...)
	if target.Complete {
		r.claiming = append(r.claiming, all)
		r.errs = append(r.errs, claim.CheckOwn(all)...)
		r.addSessions(variant, all)
	}
	return variant
}

// claims are those of the complete targets.
func (r *rendered) claims() []claim.Claims {
	claims := make([]claim.Claims, len(r.claiming))
	for i, target := range r.claiming {
		claims[i] = claim.Of(target)
	}
	return claims
}

func resourceField(i int) diagnostic.Path { return diagnostic.Path{}.Child("resources").Index(i) }

// file is a file with its object as a tree.
func (r *rendered) file(file object.File, target *resolve.Target) kustomization.File {
	first, known := r.first[file.Name]
	if known && file.Object == first.object && file.AsWritten == nil && first.asWritten == nil && first.failed == nil { // the targets share it
		return kustomization.File{Name: file.Name, Object: first.written}
	}
	if first.failed != nil && reflect.DeepEqual(first.failed, file.Object) && reflect.DeepEqual(first.asWritten, file.AsWritten) {
		return kustomization.File{Name: file.Name, Object: first.written}
	}
	environment, like, other := "", r.in.models.of("", file.Name), manifest.Object{}
	if known {
		environment = target.EnvironmentName
		like, other = first.plain, r.in.models.of(environment, file.Name)
	}
	plain, err := r.converter.FromLikeEither(file.Object, like, other)
	var failed runtime.Object
	if err != nil {
		failed = file.Object
		if r.named { // else the missing name is what was found
			r.errs = append(r.errs, target.Errorf(nil, "%v", err).Under(diagnostic.RuleResource))
		}
	}
	if known && failed == nil && plain.Same(first.plain) && reflect.DeepEqual(first.asWritten, file.AsWritten) {
		return kustomization.File{Name: file.Name, Object: first.written}
	}
	if err == nil {
		r.in.models.set(environment, file.Name, plain)
	}
	written := plain
	for _, field := range file.AsWritten {
		written = written.With(field.Path, field.Value)
	}
	written = substitutionDisabled(written)
	if !known {
		r.first[file.Name] = converted{file.Object, failed, file.AsWritten, plain, written}
	}
	return kustomization.File{Name: file.Name, Object: written}
}

// newObject turns a typed object into the tree that is written.
func newObject(typed runtime.Object) (manifest.Object, error) {
	object, err := manifest.From(typed)
	if err != nil {
		return object, err
	}
	return substitutionDisabled(object), nil
}
