package resolve

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/merge"
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

// Targets is a FlinkSession resolved for its base and for every environment, in the order of their names. Base is nil
// where the session names a preset that is not there.
type Targets struct {
	Base     *Session
	Overlays []*Session
}

// All returns the base and the overlays.
func (t Targets) All() []*Session {
	if t.Base == nil {
		return t.Overlays
	}
	return append([]*Session{t.Base}, t.Overlays...)
}

// Sessions resolves a FlinkSession, with the environments and the presets of its workspace by their names. One that the
// session names and that is not there is an error, and there is no target for it.
func Sessions(source Source[v1alpha1.FlinkSession], environments map[string]Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset]) (Targets, diagnostic.Findings) {
	statement := source.statement()
	base, errs := statement.session(source.Object.Spec, "", nil, presets)
	targets := Targets{Base: base}
	missing := statement.each(environments, func(name string, named *Source[v1alpha1.Environment]) {
		overlay, found := statement.session(source.Object.Spec, name, named, presets)
		errs = append(errs, found...)
		if overlay != nil {
			targets.Overlays = append(targets.Overlays, overlay)
		}
	})
	return targets, append(errs, missing...)
}

func unknownEnvironment(name string, environments map[string]Source[v1alpha1.Environment]) string {
	names := sortedKeys(environments)
	if len(names) == 0 {
		return "must be the name of an Environment document, and there is none"
	}
	message := fmt.Sprintf("must be the name of an Environment document, such as %s, not %s", names[0], diagnostic.Quote(name))
	if near := diagnostic.Suggest(name, names); near != "" {
		message += fmt.Sprintf(": did you mean %q?", near)
	}
	return message
}

// session merges the levels of one target; named is nil for the base. There is no session without its preset: all that
// the preset would have set would be reported as missing.
func (s statement) session(full v1alpha1.FlinkSessionSpec, environment string, named *Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset]) (*Session, diagnostic.Findings) {
	preset, missing := s.findPreset(environment, presets)
	if missing != nil {
		return nil, diagnostic.Findings{*missing}
	}
	target, facts := s.target(environment, named)
	target.addPreset(preset, s.inPreset)
	session := &Session{Target: target}
	own := full.Environments[environment]
	full.Environment, full.Environments = nil, nil
	specs := []*v1alpha1.FlinkSessionSpec{&full}
	if environment != "" {
		own.Environment = nil
		specs = append(specs, &own)
	}
	for _, spec := range specs {
		session.Own = append(session.Own, &spec.Cluster)
	}
	errs := session.merge(preset.spec(), specs, facts)
	session.finish(session.Spec.Namespace)
	return session, errs
}

// merge lays the levels over a preset, and fills in the defaults.
func (s *Session) merge(preset v1alpha1.PresetSpec, specs []*v1alpha1.FlinkSessionSpec, facts []*v1alpha1.EnvironmentSpec) diagnostic.Findings {
	var errs diagnostic.Findings
	merged, err := merge.OverPreset(preset.Session, chooseNone, specs...)
	if err != nil {
		errs = append(errs, s.Errorf(nil, "%v", err))
		merged = &v1alpha1.FlinkSessionSpec{}
	}
	mergedFacts, err := merge.OverPreset(preset.Environment, func(*v1alpha1.EnvironmentSpec) {}, facts...)
	if err != nil {
		errs = append(errs, s.FactErrorf(nil, "%v", err))
		mergedFacts = &v1alpha1.EnvironmentSpec{}
	}
	s.SharesServiceAccount = sharesServiceAccount(&merged.Cluster, mergedFacts)
	setDefault(&merged.Namespace, mergedFacts.Namespace)
	setClusterDefaults(s.Metadata.Name, &merged.Cluster, mergedFacts)
	s.Spec, s.Facts = *merged, *mergedFacts
	return errs
}
