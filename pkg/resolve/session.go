package resolve

import (
	"fmt"
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/merge"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Session is a FlinkSession as one target sees it.
type Session struct {
	// Source is what the user wrote.
	Source Source[v1alpha1.FlinkSession]

	// Metadata of the FlinkSession.
	Metadata v1alpha1.Metadata

	// EnvironmentName names the environment. It is empty for a base, unless the session has no named environments and
	// its inline facts have a name.
	EnvironmentName string

	// Environment is what the Environment document itself says, and so what is emitted for it; nil for a base.
	Environment *v1alpha1.EnvironmentSpec

	// SharesServiceAccount tells that the session runs under the ServiceAccount of its environment.
	SharesServiceAccount bool

	// Complete tells that everything a cluster needs must be there. Only a base that overlays complete may lack some.
	Complete bool

	// Spec is the merged spec, with defaults and without its environments.
	Spec v1alpha1.FlinkSessionSpec

	// Own are the levels that the session itself states, the lowest first: what Spec is made of, without the preset.
	Own []*v1alpha1.FlinkSessionSpec

	// Facts are the merged facts of the target.
	Facts v1alpha1.EnvironmentSpec

	spec, facts origin
}

// Identity is the session without what it holds: enough to name it, and to say where its fields stand.
func (s *Session) Identity() *Session {
	return &Session{Source: s.Source, Metadata: s.Metadata, EnvironmentName: s.EnvironmentName, spec: s.spec, facts: s.facts}
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
	presets map[string]Source[v1alpha1.Preset]) (Targets, diagnostic.List) {
	base, errs := resolve(source, "", nil, presets)
	targets := Targets{Base: base}
	for _, name := range slices.Sorted(maps.Keys(source.Object.Spec.Environments)) {
		environment, ok := environments[name]
		if !ok {
			errs = append(errs, source.SpecErrorf(diagnostic.Path{}.Child("environments", name), "%s", unknownEnvironment(name, environments)))
			continue
		}
		overlay, found := resolve(source, name, &environment, presets)
		errs = append(errs, found...)
		if overlay != nil {
			targets.Overlays = append(targets.Overlays, overlay)
		}
	}
	return targets, errs
}

func unknownEnvironment(name string, environments map[string]Source[v1alpha1.Environment]) string {
	names := slices.Sorted(maps.Keys(environments))
	if len(names) == 0 {
		return "must be the name of an Environment document, and there is none"
	}
	message := fmt.Sprintf("must be the name of an Environment document, such as %s, not %s", names[0], diagnostic.Quote(name))
	if near := diagnostic.Suggest(name, names); near != "" {
		message += fmt.Sprintf(": did you mean %q?", near)
	}
	return message
}

// resolve merges the levels of one target; environment is nil for the base. There is no session without its preset:
// all that the preset would have set would be reported as missing.
func resolve(source Source[v1alpha1.FlinkSession], name string, environment *Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset]) (*Session, diagnostic.List) {
	full := source.Object.Spec
	own := full.Environments[name]
	session := &Session{
		Source:          source,
		Metadata:        source.Object.Metadata,
		EnvironmentName: name,
		Complete:        name != "" || len(full.Environments) == 0,
		spec:            origin{subject: source.String()},
		facts:           origin{subject: source.String()},
	}

	preset, missing := findPreset(source, name, presets)
	if missing != nil {
		return nil, diagnostic.List{*missing}
	}
	session.addPreset(preset)

	var facts []*v1alpha1.EnvironmentSpec
	if environment != nil {
		session.Environment = &environment.Object.Spec
		facts = append(facts, &environment.Object.Spec)
		session.facts.add(environment.Document, specPath)
	}
	facts = append(facts, full.Environment)
	session.facts.add(source.Document, specPath.Child("environment"))

	full.Environment, full.Environments = nil, nil
	specs := []*v1alpha1.FlinkSessionSpec{&full}
	session.spec.add(source.Document, specPath)
	if name != "" {
		at := specPath.Child("environments", name)
		facts = append(facts, own.Environment)
		session.facts.add(source.Document, at.Child("environment"))
		own.Environment = nil
		specs = append(specs, &own)
		session.spec.add(source.Document, at)
	}

	session.Own = specs
	errs := session.merge(preset.spec(), specs, facts)
	if session.Complete && environment == nil {
		session.EnvironmentName = session.Facts.Name
	}
	return session, errs
}

// merge lays the levels over a preset, and fills in the defaults.
func (s *Session) merge(preset v1alpha1.PresetSpec, specs []*v1alpha1.FlinkSessionSpec, facts []*v1alpha1.EnvironmentSpec) diagnostic.List {
	var errs diagnostic.List
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
	s.SharesServiceAccount = sharesServiceAccount(merged, mergedFacts)
	setDefaults(s.Metadata.Name, merged, mergedFacts)
	s.Spec, s.Facts = *merged, *mergedFacts
	return errs
}
