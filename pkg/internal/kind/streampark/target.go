package streampark

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// Target is a StreamPark as one target sees it.
type Target struct {
	resolve.Target

	// Spec is the merged spec, with defaults and without its environments.
	Spec v1alpha1.StreamParkSpec

	// Version is zero while it is not known, or wrong.
	Version streampark.Version

	// Clusters are those to register, sorted by name, FlinkHomes what they need, sorted too.
	Clusters   []cluster.Registration
	FlinkHomes []FlinkHome

	// Hive is what the clusters to register mount for their catalogs, each folder once, sorted by it.
	Hive []cluster.HiveMount
}

var levels = resolve.Levels[v1alpha1.StreamPark, v1alpha1.StreamParkSpec, Target]{
	Noun:   v1alpha1.KindStreamPark,
	Field:  "streamPark",
	Given:  func(preset v1alpha1.PresetSpec) *v1alpha1.StreamParkSpec { return preset.StreamPark },
	Choose: func(*v1alpha1.StreamParkSpec) {},
	Full: func(streamPark *v1alpha1.StreamPark) *v1alpha1.StreamParkSpec {
		full := streamPark.Spec
		full.Environment, full.Environments = nil, nil
		return &full
	},
	Own: func(streamPark *v1alpha1.StreamPark, environment string) *v1alpha1.StreamParkSpec {
		own := streamPark.Spec.Environments[environment]
		own.Environment = nil
		return &own
	},
	Place: func(spec *v1alpha1.StreamParkSpec) (string, []string, bool) {
		return spec.Namespace, spec.Resources, spec.Environments != nil
	},
	Target: newTarget,
}

// ResolveAll resolves a StreamPark, with the environments, the presets and the clusters of its workspace. What it names
// and is not there is an error; there is no target for an environment or a preset that is not there. Clusters are nil where
// they are not known, since some session is wrong: then none is registered, and none missing.
func ResolveAll(source resolve.Source[v1alpha1.StreamPark], environments map[string]resolve.Source[v1alpha1.Environment],
	presets map[string]resolve.Source[v1alpha1.Preset], clusters []cluster.Registration) (resolve.Targets[Target], diagnostic.Findings) {
	targets, errs := levels.Targets(source, environments, presets)
	for _, target := range targets.All() {
		errs = append(errs, target.register(clusters)...)
	}
	return targets, errs
}

// resolvePreset is SessionPreset for what a preset gives to StreamParks.
func resolvePreset(source resolve.Source[v1alpha1.Preset]) (*Target, diagnostic.Findings) {
	return levels.Preset(source)
}

// newTarget fills in the defaults.
func newTarget(target resolve.Target, merged *v1alpha1.StreamParkSpec, _ []*v1alpha1.StreamParkSpec) *Target {
	p := &Target{Target: target, Spec: *merged}
	p.Version, _ = streampark.ParseVersion(p.Spec.Version, p.Spec.ForceVersion != nil && *p.Spec.ForceVersion)
	p.setDefaults()
	return p
}
