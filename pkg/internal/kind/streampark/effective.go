package streampark

import "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// effective is the StreamPark as one target sees it.
func effective(p *Target) *v1alpha1.StreamPark {
	spec := p.Spec
	spec.Preset, spec.Environment, spec.Environments = "", &p.Settings, nil
	return &v1alpha1.StreamPark{
		TypeMeta: v1alpha1.TypeMeta{APIVersion: v1alpha1.APIVersion, Kind: v1alpha1.KindStreamPark},
		Metadata: p.Metadata,
		Spec:     spec,
	}
}

// fromSettings says which setting is the default of a field, as setDefaults takes them over.
var fromSettings = map[string]string{
	"namespace":             "namespace",
	"imagePullSecrets":      "imagePullSecrets",
	"ingress.className":     "ingress.className",
	"ingress.tlsSecretName": "ingress.tlsSecretName",
}
