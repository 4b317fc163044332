package generate

import (
	"io/fs"
	"path"

	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/render"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/validate"
)

// app is what one session becomes.
type app struct {
	source   source
	app      kustomization.App
	rendered []validate.Rendered // of the complete targets
	errs     diagnostic.List
}

// flinkFolder holds the folders of all sessions in the tree, environmentsFolder the aggregates.
const (
	flinkFolder        = "flink"
	environmentsFolder = "environments"
)

// newApp resolves, validates and renders a session for its base and for every environment. What is wrong is in errs.
func newApp(s source, environments map[string]environment, presets map[string]preset, files fs.FS) app {
	a := app{source: s}
	a.errs = append(a.errs, validate.PodTemplates(s)...)
	targets, errs := resolve.Sessions(s, environments, presets)
	a.errs = append(a.errs, errs...)
	a.app = kustomization.App{
		Path: path.Join(flinkFolder, s.Object.Metadata.Name),
		From: s.String(),
	}
	if targets.Base != nil {
		a.app.Base = a.variant(targets.Base, files)
	}
	for _, overlay := range targets.Overlays {
		a.app.Overlays = append(a.app.Overlays, kustomization.Overlay{Name: overlay.EnvironmentName, Variant: a.variant(overlay, files)})
	}
	return a
}

// variant is one target of a session.
func (a *app) variant(target *resolve.Session, files fs.FS) kustomization.Variant {
	a.errs = append(a.errs, validate.Session(target)...)
	a.errs = append(a.errs, readLogFiles(target, files)...)
	rendered, errs := render.Session(target)
	a.errs = append(a.errs, errs...)
	variant := kustomization.Variant{}
	if target.Complete {
		variant.Namespace = target.Spec.Namespace
	}
	all := validate.Rendered{Session: target}
	for _, file := range rendered {
		all.Objects = append(all.Objects, file.Objects...)
		variant.Files = append(variant.Files, a.file(file, target))
	}
	for i, name := range target.Spec.Resources {
		field := diagnostic.Path{}.Child("resources").Index(i)
		resource, objects, err := readResource(files, a.source, name)
		if err != nil {
			a.errs = append(a.errs, target.Errorf(field, "%v", err))
			continue
		}
		variant.Resources = append(variant.Resources, resource)
		all.Resources = append(all.Resources, objects...)
	}
	if target.Complete {
		a.rendered = append(a.rendered, all)
	}
	return variant
}

// file turns typed objects into trees.
func (a *app) file(file render.File, target *resolve.Session) kustomization.File {
	objects, err := manifests(file.Objects)
	if err != nil {
		a.errs = append(a.errs, target.Errorf(nil, "%v", err))
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
		for _, overlay := range app.app.Overlays {
			if overlay.Name == e.Metadata.Name {
				aggregate.Overlays = append(aggregate.Overlays, path.Join(app.app.Path, "overlays", overlay.Name))
			}
		}
	}
	for _, file := range render.SharedServiceAccount(e.Metadata, e.Spec.ServiceAccount) {
		objects, err := manifests(file.Objects)
		if err != nil {
			return aggregate, false, err
		}
		aggregate.Shared = append(aggregate.Shared, kustomization.File{Name: file.Name, Objects: objects})
	}
	return aggregate, len(aggregate.Overlays) > 0 || len(aggregate.Shared) > 0, nil
}
