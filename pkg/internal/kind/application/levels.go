package application

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Target is an application as one target sees it.
type Target struct {
	cluster.Target

	// Job is merged; empty where no level has one.
	Job v1alpha1.ApplicationJob

	// HasJob means that some level has a job.
	HasJob bool

	// UpgradeStrategy has its default.
	UpgradeStrategy v1alpha1.UpgradeStrategy

	// StatedBlueGreen is what the spec says of BlueGreen, whatever the strategy.
	StatedBlueGreen *v1alpha1.BlueGreen

	// read means that the files which the job names have been read.
	read bool

	// Release of the operator and version of Flink are the newest where a base does not know them yet.
	Release operator.Release
	Flink   flink.Version
}

var levels = resolve.Levels[v1alpha1.FlinkApplication, v1alpha1.FlinkApplicationSpec, Target]{
	Noun:  "application",
	Field: "application",
	Given: func(preset v1alpha1.PresetSpec) *v1alpha1.FlinkApplicationSpec { return preset.Application },
	Choose: func(spec *v1alpha1.FlinkApplicationSpec) {
		cluster.SetDiscriminators(&spec.Cluster)
		resolve.SetDefault(&spec.UpgradeStrategy, v1alpha1.UpgradeStrategyRecreate)
	},
	Full: func(application *v1alpha1.FlinkApplication) *v1alpha1.FlinkApplicationSpec {
		full := application.Spec
		full.Environment, full.Environments = nil, nil
		return &full
	},
	Own: func(application *v1alpha1.FlinkApplication, environment string) *v1alpha1.FlinkApplicationSpec {
		own := application.Spec.Environments[environment]
		own.Environment = nil
		return &own
	},
	Place: func(spec *v1alpha1.FlinkApplicationSpec) (string, []string, bool) {
		return spec.Namespace, spec.Resources, spec.Environments != nil
	},
	Target: newTarget,
}

// newTarget fills in the defaults.
func newTarget(target resolve.Target, merged *v1alpha1.FlinkApplicationSpec, levels []*v1alpha1.FlinkApplicationSpec) *Target {
	a := &Target{Target: cluster.Target{Target: target, Own: make([]*v1alpha1.Cluster, 0, len(levels))}, Release: operator.Latest(), Flink: flink.Newest}
	for _, level := range levels {
		a.Own = append(a.Own, &level.Cluster)
	}
	a.SharesServiceAccount = cluster.SharesServiceAccount(&merged.Cluster, &a.Settings)
	if merged.UpgradeStrategy == v1alpha1.UpgradeStrategyBlueGreen && merged.WebUI.On() {
		resolve.SetDefault(&merged.WebUI.Ingress, v1alpha1.WebUIIngressOperator) // no other leads to the active cluster
	}
	cluster.SetDefaults(a.Metadata.Name, &merged.Cluster, &a.Settings)
	a.Spec = merged.Cluster
	if merged.Job != nil {
		a.Job, a.HasJob = *merged.Job, true
	}
	a.UpgradeStrategy, a.StatedBlueGreen = merged.UpgradeStrategy, merged.BlueGreen
	resolve.SetDefault(&a.UpgradeStrategy, v1alpha1.UpgradeStrategyRecreate)
	if version, err := flink.ParseVersion(a.Spec.FlinkVersion); err == nil {
		a.Flink = version
	}
	if release, err := operator.ParseRelease(a.Settings.OperatorVersion); err == nil {
		a.Release = release
	}
	a.Application = &cluster.Application{}
	if a.UpgradeStrategy == v1alpha1.UpgradeStrategyBlueGreen {
		a.Application.BlueGreen = &v1alpha1.BlueGreen{}
		if merged.BlueGreen != nil {
			a.Application.BlueGreen = merged.BlueGreen
		}
	}
	return a
}
