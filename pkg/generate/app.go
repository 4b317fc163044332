package generate

import (
	"path"
	"reflect"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/render"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/tree"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// app is what one session becomes, without the objects on the way: those of thousands of sessions would fill the memory.
type app struct {
	source   source
	path     string   // of its folder
	overlays []string // environments
	folder   *tree.Folder
	marks    [][]validate.Mark // of what each complete target takes
	errs     diagnostic.List
	failure  error
}

// flinkFolder holds the folders of all sessions in the tree, environmentsFolder the aggregates.
const (
	flinkFolder        = "flink"
	environmentsFolder = "environments"
)

// newApp makes the folder of a session. What is wrong with the session is in errs, and then there is no folder.
func (in input) newApp(s source) app {
	r := in.render(s)
	a := app{source: s, path: r.app.Path, errs: r.errs}
	for _, taken := range r.taken {
		a.marks = append(a.marks, taken.Marks())
	}
	for _, overlay := range r.app.Overlays {
		a.overlays = append(a.overlays, overlay.Name)
	}
	if len(a.errs) == 0 {
		a.folder, a.failure = kustomization.Build(r.app)
	}
	if s.Document != nil {
		s.Document.Release()
	}
	return a
}

// rendered is what a session wants to be in its clusters.
type rendered struct {
	in    input
	app   kustomization.App
	taken []validate.Taken
	errs  diagnostic.List

	refused bool // a pod template that core/v1 cannot hold must not be rendered: converting it may take hours

	source source
	read   map[string]kustomization.Resource // the user's own manifests by their names: most targets carry the same ones
	first  map[string]converted              // the files of the first target: many are the same in the others
}

// converted is a file as typed objects and as trees.
type converted struct {
	typed   []runtime.Object
	objects []manifest.Object
}

// render resolves, validates and renders a session for its base and for every environment.
func (in input) render(s source) *rendered {
	r := &rendered{in: in, source: s, read: map[string]kustomization.Resource{}, first: map[string]converted{}}
	r.errs = append(r.errs, validate.PodTemplates(s)...)
	r.refused = len(r.errs) > 0
	targets, errs := resolve.Sessions(s, in.environments, in.presets)
	r.errs = append(r.errs, errs...)
	r.app = kustomization.App{
		Path: path.Join(flinkFolder, s.Object.Metadata.Name),
		From: s.String(),
	}
	if targets.Base != nil {
		r.app.Base = r.variant(targets.Base)
	}
	for _, overlay := range targets.Overlays {
		r.app.Overlays = append(r.app.Overlays, kustomization.Overlay{Name: overlay.EnvironmentName, Variant: r.variant(overlay)})
	}
	return r
}

// variant is one target of a session.
func (r *rendered) variant(target *resolve.Session) kustomization.Variant {
	r.errs = append(r.errs, validate.Session(target)...)
	r.errs = append(r.errs, readLogFiles(target, r.in.files)...)
	if r.refused {
		return kustomization.Variant{}
	}
	files, errs := render.Session(target)
	r.errs = append(r.errs, errs...)
	variant := kustomization.Variant{}
	if target.Complete {
		variant.Namespace = target.Spec.Namespace
	}
	all := validate.Rendered{Session: target}
	for _, file := range files {
		all.Objects = append(all.Objects, file.Objects...)
		variant.Files = append(variant.Files, r.file(file, target))
	}
	all.Resources = make([][]manifest.Object, len(target.Spec.Resources))
	var indices []int // in the spec, of those that could be read
	for i, name := range target.Spec.Resources {
		resource, ok := r.read[name]
		if !ok {
			var err error
			if resource, err = readResource(r.in.files, r.source, name); err != nil {
				r.errs = append(r.errs, target.Errorf(resourceField(i), "%v", err))
				continue
			}
			r.read[name] = resource
		}
		variant.Resources = append(variant.Resources, resource)
		all.Resources[i] = resource.Objects
		indices = append(indices, i)
	}
	for _, e := range variant.CheckResources(target.Complete) {
		r.errs = append(r.errs, target.Errorf(resourceField(indices[e.Index]), "%v", e.Err))
	}
	r.errs = append(r.errs, validate.Resources(all)...)
	if target.Complete {
		r.taken = append(r.taken, validate.Take(all))
		r.errs = append(r.errs, validate.Claims([]validate.Rendered{all})...)
	}
	return variant
}

func resourceField(i int) diagnostic.Path { return diagnostic.Path{}.Child("resources").Index(i) }

// file turns typed objects into trees.
func (r *rendered) file(file render.File, target *resolve.Session) kustomization.File {
	first, known := r.first[file.Name]
	if known && reflect.DeepEqual(first.typed, file.Objects) {
		return kustomization.File{Name: file.Name, Objects: first.objects}
	}
	objects, err := manifests(file.Objects)
	if err != nil {
		r.errs = append(r.errs, target.Errorf(nil, "%v", err))
	}
	if !known {
		r.first[file.Name] = converted{file.Objects, objects}
	}
	return kustomization.File{Name: file.Name, Objects: objects}
}

func manifests(typed []runtime.Object) ([]manifest.Object, error) {
	objects := make([]manifest.Object, 0, len(typed))
	for _, object := range typed {
		converted, err := manifest.From(object)
		if err != nil {
			return nil, err
		}
		objects = append(objects, converted)
	}
	return objects, nil
}

// newAggregate is what stands in an environment: the overlays of its sessions and what it owns itself. It reports
// false for one that has neither.
func newAggregate(e *v1alpha1.Environment, apps []app) (kustomization.Environment, bool, error) {
	aggregate := kustomization.Environment{
		Name:      e.Metadata.Name,
		From:      v1alpha1.KindEnvironment + " " + e.Metadata.Name,
		Namespace: e.Spec.Namespace,
	}
	for _, app := range apps {
		if slices.Contains(app.overlays, e.Metadata.Name) {
			aggregate.Overlays = append(aggregate.Overlays, path.Join(app.path, "overlays", e.Metadata.Name))
		}
	}
	for _, file := range render.SharedServiceAccount(e.Metadata, e.Spec.ServiceAccount) {
		objects, err := manifests(file.Objects)
		if err != nil {
			return aggregate, false, err
		}
		aggregate.Shared = append(aggregate.Shared, kustomization.File{Name: file.Name, Objects: objects})
	}
	slices.Sort(aggregate.Overlays) // whatever files the sessions stand in
	return aggregate, len(aggregate.Overlays) > 0 || len(aggregate.Shared) > 0, nil
}
