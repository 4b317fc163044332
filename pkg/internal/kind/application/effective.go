package application

import "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// effective is the application as one target sees it.
func effective(a *Target) *v1alpha1.FlinkApplication {
	spec := v1alpha1.FlinkApplicationSpec{
		Namespace: a.Namespace, Cluster: a.Spec, UpgradeStrategy: a.UpgradeStrategy, BlueGreen: a.StatedBlueGreen,
		Resources: a.Resources, Environment: &a.Settings,
	}
	if a.HasJob {
		spec.Job = &a.Job
	}
	return &v1alpha1.FlinkApplication{
		TypeMeta: v1alpha1.TypeMeta{APIVersion: v1alpha1.APIVersion, Kind: v1alpha1.KindFlinkApplication},
		Metadata: a.Metadata,
		Spec:     spec,
	}
}
