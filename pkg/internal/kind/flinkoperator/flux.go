package flinkoperator

import (
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/internal/delivery/flux"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
)

// flux are the objects with which Flux installs the operator. The HelmRelease applies the CRDs of the chart as a step of its own,
// before the chart, also when it upgrades, which Flux by itself leaves out; it never deletes them. It tries without end: a Role of
// the chart cannot be written before the namespace is there that it is for.
func (o *Target) flux() []object.File {
	interval := o.Spec.Flux.Interval
	repository := &flux.HelmRepository{
		TypeMeta:   metav1.TypeMeta{APIVersion: flux.SourceAPIVersion, Kind: flux.KindHelmRepository},
		ObjectMeta: o.objectMeta(chartName),
		Spec:       flux.HelmRepositorySpec{URL: o.chartRepository(), Interval: "24h"}, // a release never changes
	}
	if strings.HasPrefix(repository.Spec.URL, "oci://") {
		repository.Spec.Type = "oci"
	}
	if chart := o.Spec.Chart; chart != nil && chart.SecretName != "" {
		repository.Spec.SecretRef = &flux.LocalReference{Name: chart.SecretName}
	}
	return []object.File{
		{Name: "namespace.yaml", Object: o.namespace()},
		{Name: "helmrepository.yaml", Object: repository},
		{Name: "helmrelease.yaml", Object: &flux.HelmRelease{
			TypeMeta:   metav1.TypeMeta{APIVersion: flux.HelmReleaseAPIVersion, Kind: flux.KindHelmRelease},
			ObjectMeta: o.objectMeta(chartName),
			Spec: flux.HelmReleaseSpec{
				Interval:    interval,
				ReleaseName: releaseName,
				Chart: &flux.Chart{Spec: flux.ChartSpec{
					Chart:     chartName,
					Version:   o.chartVersion(),
					SourceRef: flux.SourceReference{Kind: flux.KindHelmRepository, Name: chartName},
				}},
				Install: &flux.Install{CRDs: flux.CRDsCreateReplace, Remediation: &flux.Remediation{Retries: -1}},
				Upgrade: &flux.Upgrade{CRDs: flux.CRDsCreateReplace, Remediation: &flux.Remediation{Retries: -1}},
				Values:  o.values(),
			},
		}},
	}
}
