package delivery

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery/flux"
)

// The defaults of what a workspace says of Flux.
const (
	defaultFluxNamespace = "flux-system"
	defaultInterval      = "10m"
	defaultRetryInterval = "1m"
	defaultTimeout       = "10m"
)

// fluxSettings are those of an environment, with the defaults.
func fluxSettings(d *v1alpha1.FluxDelivery, name string) v1alpha1.FluxEnvironment {
	all := v1alpha1.FluxEnvironment{SourceRef: &d.SourceRef, FluxSettings: d.FluxSettings}
	own := d.Environments[name]
	if own.SourceRef != nil { // a source is one thing
		all.SourceRef = nil
	}
	settings := merged(all, own)
	setDefault(&settings.SourceRef.Kind, v1alpha1.FluxGitRepository)
	setDefault(&settings.Interval, defaultInterval)
	setDefault(&settings.RetryInterval, defaultRetryInterval)
	setDefault(&settings.Timeout, defaultTimeout)
	return settings
}

// flux are the objects of Flux for an environment.
func (t Tree) flux(e Environment) (runtime.Object, []file) {
	s := fluxSettings(t.Spec.Flux, e.Name)
	root := t.kustomization(s, unit{name: t.rootName(e.Name), path: t.path(Folder, e.Name)})
	// The Kustomizations leave what they have created, so that pruning one deletes nothing else. The root waits for none, so that
	// an app that does not become healthy keeps no other from being delivered.
	root.Spec.Prune, root.Spec.Wait = true, false
	var files []file
	for _, u := range t.units(e) {
		files = append(files, file{u.file, t.kustomization(s, u)})
	}
	return root, files
}

func (t Tree) kustomization(s v1alpha1.FluxEnvironment, u unit) *flux.Kustomization {
	d := t.Spec.Flux
	namespace := d.Namespace
	setDefault(&namespace, defaultFluxNamespace)
	object := &flux.Kustomization{
		TypeMeta:   metav1.TypeMeta{APIVersion: flux.KustomizationAPIVersion, Kind: flux.KindKustomization},
		ObjectMeta: metav1.ObjectMeta{Name: u.name, Namespace: namespace},
		Spec: flux.KustomizationSpec{
			Interval: s.Interval, RetryInterval: s.RetryInterval, Timeout: s.Timeout,
			Prune: check.IsTrue(s.Prune), Wait: true,
			ServiceAccountName: s.ServiceAccountName,
			SourceRef:          flux.SourceReference{Kind: string(s.SourceRef.Kind), Name: s.SourceRef.Name, Namespace: s.SourceRef.Namespace},
			Path:               "./" + u.path,
		},
	}
	for _, name := range u.needs {
		object.Spec.DependsOn = append(object.Spec.DependsOn, flux.Reference{Name: name})
	}
	if since2_5(d.Version) {
		object.Spec.DeletionPolicy = flux.DeletionOrphan
		for _, kind := range u.flink {
			if expr, ok := healthCheckExprs[kind]; ok {
				object.Spec.HealthCheckExprs = append(object.Spec.HealthCheckExprs, expr)
			}
		}
	}
	return object
}
