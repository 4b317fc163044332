package resolve

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Session is a FlinkSession as one target sees it.
type Session struct {
	Target

	// SharesServiceAccount tells that the session runs under the ServiceAccount of its environment.
	SharesServiceAccount bool

	// Spec is the merged spec, with defaults and without its environments.
	Spec v1alpha1.FlinkSessionSpec

	// Own are the levels that the session itself states, the lowest first: what Spec is made of, without the preset.
	Own []*v1alpha1.Cluster
}

var sessions = kind[v1alpha1.FlinkSession, v1alpha1.FlinkSessionSpec, Session]{
	noun:   "session",
	field:  "session",
	given:  func(preset v1alpha1.PresetSpec) *v1alpha1.FlinkSessionSpec { return preset.Session },
	choose: chooseNone,
	levels: func(session *v1alpha1.FlinkSession, environment string) []*v1alpha1.FlinkSessionSpec {
		full := session.Spec
		own := full.Environments[environment]
		full.Environment, full.Environments, own.Environment = nil, nil, nil
		return levelsOf(environment, &full, &own)
	},
	place:  func(spec *v1alpha1.FlinkSessionSpec) (string, []string) { return spec.Namespace, spec.Resources },
	target: newSession,
}

// Sessions resolves a FlinkSession, with the environments and the presets of its workspace by their names. One that the
// session names and that is not there is an error, and there is no target for it.
func Sessions(source Source[v1alpha1.FlinkSession], environments map[string]Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset]) (Targets[Session], diagnostic.Findings) {
	return sessions.targets(source, environments, presets)
}

// SessionPreset resolves what a preset gives to sessions by itself, so that its values can be checked where no session
// uses it. The result is not complete, and no target.
func SessionPreset(source Source[v1alpha1.Preset]) (*Session, diagnostic.Findings) {
	return sessions.preset(source)
}

// chooseNone says what an empty discriminator stands for where that has no member, before a preset's members count.
func chooseNone(spec *v1alpha1.FlinkSessionSpec) {
	if spec.HighAvailability != nil {
		setDefault(&spec.HighAvailability.Mode, v1alpha1.HighAvailabilityNone)
	}
	if spec.Storage != nil {
		setDefault(&spec.Storage.Type, v1alpha1.StorageNone)
	}
}

// newSession fills in the defaults.
func newSession(target Target, merged *v1alpha1.FlinkSessionSpec, levels []*v1alpha1.FlinkSessionSpec) *Session {
	s := &Session{Target: target}
	for _, level := range levels {
		s.Own = append(s.Own, &level.Cluster)
	}
	s.SharesServiceAccount = sharesServiceAccount(&merged.Cluster, &s.Facts)
	setDefault(&merged.Namespace, s.Facts.Namespace)
	setClusterDefaults(s.Metadata.Name, &merged.Cluster, &s.Facts)
	s.Spec = *merged
	return s
}
