package generation

import (
	"errors"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Targets are the apps of some folders in their environments, with all objects as building the tree gives them; and, for the
// folder of the environments, what each owns itself; and, for that of the delivery, what delivers each.
func (r *Result) Targets(wanted func(folder string) bool) ([]impact.Target, error) {
	parts, errs := make([][]impact.Target, len(r.apps)), make([]error, len(r.apps))
	Parallel(len(r.apps), func(i int) {
		if wanted(r.apps[i].path) {
			parts[i], errs[i] = r.apps[i].targets()
		}
	})
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	all := slices.Concat(parts...)
	if wanted(delivery.Folder) {
		for _, one := range r.delivered {
			all = append(all, impact.Target{App: delivery.Folder, Environment: one.Environment, Objects: Unstructured(one.Objects)})
		}
	}
	if !wanted(kustomization.EnvironmentsFolder) {
		return all, nil
	}
	operators := r.Operators()
	for _, aggregate := range r.aggregates {
		if len(aggregate.Shared) == 0 {
			continue
		}
		objects, err := kustomization.Variant{Namespace: aggregate.Namespace, Files: aggregate.Shared}.Built()
		if err != nil {
			return nil, err
		}
		all = append(all, impact.Target{App: kustomization.EnvironmentsFolder, Environment: aggregate.Name,
			OperatorVersion: operators[aggregate.Name], Objects: Unstructured(objects)})
	}
	return all, nil
}

// targets are the app in its environments.
func (a app) targets() ([]impact.Target, error) {
	made := a.render()
	overlays := made.app.Overlays
	if len(overlays) == 0 {
		overlays = []kustomization.Overlay{{Variant: made.app.Base}}
	}
	var all []impact.Target
	for _, overlay := range overlays {
		objects, err := overlay.Built()
		if err != nil {
			return nil, err
		}
		all = append(all, impact.Target{App: a.path, Environment: overlay.Name, OperatorVersion: made.operators[overlay.Name], Objects: Unstructured(objects)})
	}
	return all, nil
}

// Unstructured are objects as Kubernetes' libraries have them. They share their trees, which must not be changed.
func Unstructured(objects []manifest.Object) []*unstructured.Unstructured {
	all := make([]*unstructured.Unstructured, len(objects))
	for i, object := range objects {
		all[i] = &unstructured.Unstructured{Object: object.Tree()}
	}
	return all
}

// Errorf makes an error about an app in an environment, by its folder: at the line of its spec that names the environment. It
// reports false for an app that is not there.
func (r *Result) Errorf(folder, environment, format string, args ...any) (diagnostic.Finding, bool) {
	for _, app := range r.apps {
		if app.path != folder {
			continue
		}
		var field diagnostic.Path
		if environment != "" {
			field = field.Child("environments", environment)
		}
		finding := app.spec.SpecErrorf(field, format, args...)
		finding.Environment = environment
		return finding, true
	}
	for _, e := range r.environments {
		if (folder == kustomization.EnvironmentsFolder || folder == delivery.Folder) && e.Object.Metadata.Name == environment {
			finding := e.MetadataErrorf(diagnostic.Path{}.Child("name"), format, args...)
			finding.Environment = environment
			return finding, true
		}
	}
	return diagnostic.Finding{}, false
}

// Operators are the releases of the operator, by the names of the Environment documents.
func (r *Result) Operators() map[string]string {
	releases := make(map[string]string, len(r.environments))
	for _, e := range r.environments {
		releases[e.Object.Metadata.Name] = e.Object.Spec.OperatorVersion
	}
	return releases
}

// In are the folders of the apps that run in an environment.
func (r *Result) In(environment string) []string {
	var folders []string
	for _, app := range r.apps {
		if slices.Contains(app.overlays, environment) {
			folders = append(folders, app.path)
		}
	}
	return folders
}
