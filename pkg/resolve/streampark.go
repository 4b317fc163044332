package resolve

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

// StreamPark is a StreamPark as one target sees it.
type StreamPark struct {
	Target

	// Spec is the merged spec, with defaults and without its environments.
	Spec v1alpha1.StreamParkSpec

	// Version is zero while it is not known, or wrong.
	Version streampark.Version

	// Clusters are those to register, sorted by name, FlinkHomes what they need, sorted too.
	Clusters   []Cluster
	FlinkHomes []FlinkHome

	// Hive is what the clusters to register mount for their catalogs, each folder once, sorted by it.
	Hive []HiveMount
}

var streamParks = kind[v1alpha1.StreamPark, v1alpha1.StreamParkSpec, StreamPark]{
	noun:   v1alpha1.KindStreamPark,
	field:  "streamPark",
	given:  func(preset v1alpha1.PresetSpec) *v1alpha1.StreamParkSpec { return preset.StreamPark },
	choose: func(*v1alpha1.StreamParkSpec) {},
	levels: func(streamPark *v1alpha1.StreamPark, environment string) []*v1alpha1.StreamParkSpec {
		full := streamPark.Spec
		own := full.Environments[environment]
		full.Environment, full.Environments, own.Environment = nil, nil, nil
		return levelsOf(environment, &full, &own)
	},
	place:  func(spec *v1alpha1.StreamParkSpec) (string, []string) { return spec.Namespace, spec.Resources },
	target: newStreamPark,
}

// StreamParks resolves a StreamPark, with the environments, the presets and the clusters of its workspace. What it names
// and is not there is an error; there is no target for an environment or a preset that is not there. Clusters are nil where
// they are not known, since some session is wrong: then none is registered, and none missing.
func StreamParks(source Source[v1alpha1.StreamPark], environments map[string]Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset], clusters []Cluster) (Targets[StreamPark], diagnostic.Findings) {
	targets, errs := streamParks.targets(source, environments, presets)
	for _, target := range targets.All() {
		errs = append(errs, target.register(clusters)...)
	}
	return targets, errs
}

// StreamParkPreset is SessionPreset for what a preset gives to StreamParks.
func StreamParkPreset(source Source[v1alpha1.Preset]) (*StreamPark, diagnostic.Findings) {
	return streamParks.preset(source)
}

// newStreamPark fills in the defaults.
func newStreamPark(target Target, merged *v1alpha1.StreamParkSpec, _ []*v1alpha1.StreamParkSpec) *StreamPark {
	p := &StreamPark{Target: target, Spec: *merged}
	p.Version, _ = streampark.ParseVersion(p.Spec.Version, p.Spec.ForceVersion != nil && *p.Spec.ForceVersion)
	p.setDefaults()
	return p
}
