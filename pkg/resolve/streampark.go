package resolve

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/merge"
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

// StreamParkTargets is a StreamPark resolved for its base and for every environment, in the order of their names. Base is
// nil where the console names a preset that is not there.
type StreamParkTargets struct {
	Base     *StreamPark
	Overlays []*StreamPark
}

// StreamParks resolves a StreamPark, with the environments, the presets and the clusters of its workspace. What it names
// and is not there is an error; there is no target for an environment or a preset that is not there. Clusters are nil where
// they are not known, since some session is wrong: then none is registered, and none missing.
func StreamParks(source Source[v1alpha1.StreamPark], environments map[string]Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset], clusters []Cluster) (StreamParkTargets, diagnostic.Findings) {
	statement := source.statement()
	base, errs := statement.streamPark(source.Object.Spec, "", nil, presets, clusters)
	targets := StreamParkTargets{Base: base}
	missing := statement.each(environments, func(name string, named *Source[v1alpha1.Environment]) {
		overlay, found := statement.streamPark(source.Object.Spec, name, named, presets, clusters)
		errs = append(errs, found...)
		if overlay != nil {
			targets.Overlays = append(targets.Overlays, overlay)
		}
	})
	return targets, append(errs, missing...)
}

func (s statement) streamPark(full v1alpha1.StreamParkSpec, environment string, named *Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset], clusters []Cluster) (*StreamPark, diagnostic.Findings) {
	preset, missing := s.findPreset(environment, presets)
	if missing != nil {
		return nil, diagnostic.Findings{*missing}
	}
	target, facts := s.target(environment, named)
	target.addPreset(preset, s.inPreset)
	park := &StreamPark{Target: target}
	own := full.Environments[environment]
	full.Environment, full.Environments = nil, nil
	levels := []*v1alpha1.StreamParkSpec{&full}
	if environment != "" {
		own.Environment = nil
		levels = append(levels, &own)
	}
	errs := park.merge(preset.spec(), levels, facts)
	park.finish(park.Spec.Namespace)
	return park, append(errs, park.register(clusters)...)
}

// merge lays the levels over a preset, and fills in the defaults.
func (p *StreamPark) merge(preset v1alpha1.PresetSpec, specs []*v1alpha1.StreamParkSpec, facts []*v1alpha1.EnvironmentSpec) diagnostic.Findings {
	var errs diagnostic.Findings
	merged, err := merge.OverPreset(preset.StreamPark, func(*v1alpha1.StreamParkSpec) {}, specs...)
	if err != nil {
		errs = append(errs, p.Errorf(nil, "%v", err))
		merged = &v1alpha1.StreamParkSpec{}
	}
	mergedFacts, err := merge.OverPreset(preset.Environment, func(*v1alpha1.EnvironmentSpec) {}, facts...)
	if err != nil {
		errs = append(errs, p.FactErrorf(nil, "%v", err))
		mergedFacts = &v1alpha1.EnvironmentSpec{}
	}
	p.Spec, p.Facts = *merged, *mergedFacts
	p.Version, _ = streampark.ParseVersion(p.Spec.Version, p.Spec.ForceVersion != nil && *p.Spec.ForceVersion)
	p.setDefaults()
	return errs
}
