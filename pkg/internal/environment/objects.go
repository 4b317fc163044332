package environment

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// App is one app as it runs in an environment.
type App struct {
	inventory.Target

	// Objects are all that it consists of there, the user's own manifests among them. Generated ones have no namespace: that
	// is the target's.
	Objects []manifest.Object
}

// owned is what an environment can own, whichever app it serves: one feature of its settings.
type owned struct {
	// ofApps reports whether the objects, or the checks, depend on the apps that run in the environment; nil where they never do.
	ofApps func(*v1alpha1.EnvironmentSpec) bool

	// objects are those of the feature, and what is wrong with it and the apps together; none where it is off.
	objects func(resolve.Source[v1alpha1.Environment], []App) ([]object.File, diagnostic.Findings)
}

// ownable are the features in the order in which their files are listed: what others need first.
var ownable = []owned{
	{objects: func(e resolve.Source[v1alpha1.Environment], _ []App) ([]object.File, diagnostic.Findings) {
		return namespaceFiles(e), nil
	}},
	{ofApps: boundsApps, objects: limitRangeFiles},
	{ofApps: boundsApps, objects: quotaFiles},
	{objects: func(e resolve.Source[v1alpha1.Environment], _ []App) ([]object.File, diagnostic.Findings) {
		return cluster.SharedServiceAccount(e.Object.Metadata, &e.Object.Spec), nil
	}},
}

// NeedsApps reports whether Objects must know the apps of an environment.
func NeedsApps(settings *v1alpha1.EnvironmentSpec) bool {
	for _, feature := range ownable {
		if feature.ofApps != nil && feature.ofApps(settings) {
			return true
		}
	}
	return false
}

// Objects are those that an environment itself owns, once for all of its apps. They are written into
// environments/<name>/shared, in the environment's namespace. Apps are in the order of their folders, and need not be
// there unless NeedsApps says so.
func Objects(e resolve.Source[v1alpha1.Environment], apps []App) ([]object.File, diagnostic.Findings) {
	var files []object.File
	var errs diagnostic.Findings
	for _, feature := range ownable {
		made, found := feature.objects(e, apps)
		files, errs = append(files, made...), append(errs, found...)
	}
	if len(files) > 0 && e.Object.Spec.Namespace == "" {
		errs = append(errs, e.SpecErrorf(path("namespace"), "must be set: the environment owns objects, such as %s, which need one",
			files[0].Name).Under(diagnostic.RuleMissingSetting))
	}
	return files, errs
}
