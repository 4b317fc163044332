package session

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

var levels = resolve.Levels[v1alpha1.FlinkSession, v1alpha1.FlinkSessionSpec, cluster.Target]{
	Noun:   "session",
	Field:  "session",
	Given:  func(preset v1alpha1.PresetSpec) *v1alpha1.FlinkSessionSpec { return preset.Session },
	Choose: func(spec *v1alpha1.FlinkSessionSpec) { cluster.SetDiscriminators(&spec.Cluster) },
	Full: func(session *v1alpha1.FlinkSession) *v1alpha1.FlinkSessionSpec {
		full := session.Spec
		full.Environment, full.Environments = nil, nil
		return &full
	},
	Own: func(session *v1alpha1.FlinkSession, environment string) *v1alpha1.FlinkSessionSpec {
		own := session.Spec.Environments[environment]
		own.Environment = nil
		return &own
	},
	Place: func(spec *v1alpha1.FlinkSessionSpec) (string, []string, bool) {
		return spec.Namespace, spec.Resources, spec.Environments != nil
	},
	Target: newTarget,
}

// Targets resolves a FlinkSession, with the environments and the presets of its workspace by their names. One that the
// session names and that is not there is an error, and there is no target for it.
func Targets(source resolve.Source[v1alpha1.FlinkSession], environments map[string]resolve.Source[v1alpha1.Environment],
	presets map[string]resolve.Source[v1alpha1.Preset]) (resolve.Targets[cluster.Target], diagnostic.Findings) {
	return levels.Targets(source, environments, presets)
}

// resolvePreset resolves what a preset gives to sessions by itself, so that its values can be checked where no session
// uses it. The result is not complete, and no target.
func resolvePreset(source resolve.Source[v1alpha1.Preset]) (*cluster.Target, diagnostic.Findings) {
	return levels.Preset(source)
}

// newTarget fills in the defaults.
func newTarget(target resolve.Target, merged *v1alpha1.FlinkSessionSpec, levels []*v1alpha1.FlinkSessionSpec) *cluster.Target {
	s := &cluster.Target{Target: target, Own: make([]*v1alpha1.Cluster, 0, len(levels))}
	for _, level := range levels {
		s.Own = append(s.Own, &level.Cluster)
	}
	s.SharesServiceAccount = cluster.SharesServiceAccount(&merged.Cluster, &s.Settings)
	cluster.SetDefaults(s.Metadata.Name, &merged.Cluster, &s.Settings)
	cluster.SetSQLGatewayDefaults(merged.SQLGateway)
	s.Spec, s.SQLGateway = merged.Cluster, merged.SQLGateway
	return s
}
