package delivery

import (
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery/argocd"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
)

// The defaults of what a workspace says of Argo CD.
const (
	defaultArgoCDNamespace = "argocd"
	defaultRevision        = "HEAD"
	defaultProject         = "default"
	defaultServer          = "https://kubernetes.default.svc"
	defaultRetryLimit      = 10
)

// The sync waves of an environment. What the environment owns and the operator come before what needs them, and clusters before
// session jobs and StreamPark. The operator waits for nothing: its chart needs the namespaces, and tries until they are there.
const (
	waveOwned    = -1
	waveOperator = -1
	waveClusters = 0
	waveLate     = 1
)

// argoCDSettings are those of an environment, with the defaults.
func argoCDSettings(d *v1alpha1.ArgoCDDelivery, name string) v1alpha1.ArgoCDEnvironment {
	all := v1alpha1.ArgoCDEnvironment{ArgoCDSettings: d.ArgoCDSettings}
	settings := merged(all, d.Environments[name])
	setDefault(&settings.TargetRevision, defaultRevision)
	setDefault(&settings.Project, defaultProject)
	if settings.Destination == nil {
		settings.Destination = &v1alpha1.ArgoCDDestination{Server: defaultServer}
	}
	if settings.RetryLimit == nil {
		settings.RetryLimit = new(int32(defaultRetryLimit))
	}
	return settings
}

// argoCD are the objects of Argo CD for an environment.
func (t Tree) argoCD(e Environment) (runtime.Object, []file) {
	d := t.Spec.ArgoCD
	s := argoCDSettings(d, e.Name)
	namespace := d.Namespace
	setDefault(&namespace, defaultArgoCDNamespace)
	root := t.application(s, unit{name: t.rootName(e.Name), path: t.path(Folder, e.Name)}, namespace)
	// Applications are where Argo CD is, wherever they deliver to. They have no finalizer, so that pruning one leaves what it has
	// created.
	root.Spec.Destination = argocd.Destination{Server: defaultServer}
	root.Annotations = nil
	if root.Spec.SyncPolicy.Automated != nil {
		root.Spec.SyncPolicy.Automated.Prune = true
	}
	root.Spec.SyncPolicy.SyncOptions = nil
	var files []file
	var rest []unit
	for _, u := range t.units(e) {
		if d.Style == v1alpha1.ArgoCDApplicationSet && !u.shared && u.operator == nil {
			rest = append(rest, u)
			continue
		}
		application := t.application(s, u, namespace)
		if u.operator != nil && u.operator.ArgoCD != nil {
			application.Spec.Destination = argocd.Destination{Server: defaultServer}
		}
		if wave := u.wave(); wave != 0 && application.Spec.SyncPolicy.Automated != nil {
			application.Annotations[argocd.SyncWaveAnnotation] = strconv.Itoa(wave)
		}
		files = append(files, file{u.file, application})
	}
	if len(rest) > 0 {
		files = append(files, file{"applicationset.yaml", t.applicationSet(s, e, rest, namespace)})
	}
	return root, files
}

func (u unit) wave() int {
	switch {
	case u.shared:
		return waveOwned
	case u.operator != nil:
		return waveOperator
	case u.late:
		return waveLate
	}
	return waveClusters
}

func (t Tree) application(s v1alpha1.ArgoCDEnvironment, u unit, namespace string) *argocd.Application {
	return &argocd.Application{
		TypeMeta: metav1.TypeMeta{APIVersion: argocd.APIVersion, Kind: argocd.KindApplication},
		ObjectMeta: metav1.ObjectMeta{Name: u.name, Namespace: namespace,
			Annotations: map[string]string{argocd.ManifestPathsAnnotation: t.manifestPaths(u)}},
		Spec: t.applicationSpec(s, u.path),
	}
}

func (t Tree) applicationSpec(s v1alpha1.ArgoCDEnvironment, path string) argocd.ApplicationSpec {
	spec := argocd.ApplicationSpec{
		Project:     s.Project,
		Source:      argocd.Source{RepoURL: t.Spec.ArgoCD.RepoURL, TargetRevision: s.TargetRevision, Path: path},
		Destination: argocd.Destination{Server: s.Destination.Server, Name: s.Destination.Name},
		// The CRDs of the operator, and of Prometheus, come from elsewhere.
		SyncPolicy: &argocd.SyncPolicy{SyncOptions: []string{"SkipDryRunOnMissingResource=true"}},
	}
	if check.IsTrue(s.ServerSideApply) {
		spec.SyncPolicy.SyncOptions = append(spec.SyncPolicy.SyncOptions, "ServerSideApply=true")
	}
	if a := s.Automated; a != nil && (a.Enabled == nil || *a.Enabled) {
		spec.SyncPolicy.Automated = &argocd.Automated{Prune: check.IsTrue(a.Prune), SelfHeal: check.IsTrue(a.SelfHeal)}
	}
	if *s.RetryLimit > 0 {
		spec.SyncPolicy.Retry = &argocd.Retry{Limit: int64(*s.RetryLimit),
			Backoff: &argocd.Backoff{Duration: "10s", Factor: new(int64(2)), MaxDuration: "3m"}}
	}
	return spec
}

// manifestPaths are the folders that a unit is built from, relative to its own: without them Argo CD builds it anew for every
// commit.
func (t Tree) manifestPaths(u unit) string {
	if t.Rendered || u.shared || u.operator != nil {
		return "."
	}
	return ".;../../base;../../../../" + kustomization.ConfigurationFolder
}

// applicationSet makes the Applications of an environment. It neither deletes what they have created, nor gives them a finalizer.
func (t Tree) applicationSet(s v1alpha1.ArgoCDEnvironment, e Environment, units []unit, namespace string) *argocd.ApplicationSet {
	set := &argocd.ApplicationSet{
		TypeMeta:   metav1.TypeMeta{APIVersion: argocd.APIVersion, Kind: argocd.KindApplicationSet},
		ObjectMeta: metav1.ObjectMeta{Name: t.rootName(e.Name), Namespace: namespace},
		Spec: argocd.ApplicationSetSpec{
			GoTemplate: true, GoTemplateOptions: []string{"missingkey=error"},
			Generators: []argocd.Generator{{List: &argocd.ListGenerator{}}},
			SyncPolicy: &argocd.ApplicationSetSyncPolicy{PreserveResourcesOnDeletion: true},
			Template: argocd.ApplicationTemplate{
				Metadata: argocd.TemplateMetadata{Name: "{{ .name }}", Annotations: map[string]string{argocd.ManifestPathsAnnotation: t.manifestPaths(units[0])}},
				Spec:     t.applicationSpec(s, "{{ .path }}"),
			},
		},
	}
	for _, u := range units {
		list := set.Spec.Generators[0].List
		list.Elements = append(list.Elements, map[string]string{"name": u.name, "path": u.path})
	}
	return set
}
