package flinkoperator

import (
	"maps"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery/argocd"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
)

// argoCD are the Applications with which Argo CD installs the operator: one of the CRDs, which nothing prunes, and then one of the
// chart without them. In one Application, they would go with it, and every Flink cluster with them. Argo CD takes charts from Helm's
// repositories alone, so that the CRDs come from the tag of the release in Git, where they are those of the chart.
func (o *Target) argoCD() []object.File {
	name := o.applicationName()
	crds := o.application(name+"-crds", "-2", argocd.Source{
		RepoURL:        o.Spec.ArgoCD.CRDRepository,
		TargetRevision: "release-" + o.chartVersion(),
		Path:           "helm/" + chartName + "/crds",
	})
	crds.Annotations = object.KeptFromPruning(crds.Annotations)
	crds.Spec.SyncPolicy.Automated.Prune = false
	crds.Spec.SyncPolicy.SyncOptions = []string{"ServerSideApply=true"} // close to what an annotation can hold
	chart := o.application(name, "-1", argocd.Source{
		RepoURL:        strings.TrimPrefix(o.chartRepository(), "oci://"),
		Chart:          chartName,
		TargetRevision: o.chartVersion(),
		Helm:           &argocd.Helm{ReleaseName: releaseName, ValuesObject: o.values(), SkipCrds: true},
	})
	chart.Spec.SyncPolicy.SyncOptions = []string{"CreateNamespace=true"}
	return []object.File{{Name: "application-crds.yaml", Object: crds}, {Name: "application.yaml", Object: chart}}
}

// applicationName tells the operators of several clusters apart, which one Argo CD may install.
func (o *Target) applicationName() string { return "flink-operator-" + o.Metadata.Name }

// application is an Application in a wave before all that needs the operator. What fails is tried again for long: a Role of the
// chart cannot be written before the namespace is there that it is for.
func (o *Target) application(name, wave string, source argocd.Source) *argocd.Application {
	factor := int64(2)
	meta := o.objectMeta(name)
	meta.Annotations = maps.Clone(meta.Annotations)
	if meta.Annotations == nil {
		meta.Annotations = map[string]string{}
	}
	meta.Annotations[argocd.SyncWaveAnnotation] = wave
	return &argocd.Application{
		TypeMeta:   metav1.TypeMeta{APIVersion: argocd.APIVersion, Kind: argocd.KindApplication},
		ObjectMeta: meta,
		Spec: argocd.ApplicationSpec{
			Project:     o.Spec.ArgoCD.Project,
			Source:      source,
			Destination: argocd.Destination{Server: o.Spec.ArgoCD.Server, Name: o.Spec.ArgoCD.ClusterName, Namespace: o.Spec.Namespace},
			SyncPolicy: &argocd.SyncPolicy{
				Automated: &argocd.Automated{Prune: true, SelfHeal: true},
				Retry:     &argocd.Retry{Limit: 20, Backoff: &argocd.Backoff{Duration: "10s", Factor: &factor, MaxDuration: "3m"}},
			},
		},
	}
}
