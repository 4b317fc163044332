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

	// EnvironmentName names the environment; it is empty for a base.
	EnvironmentName string

	// Complete tells that everything a cluster needs must be there. Only a base that overlays complete may lack some.
	Complete bool

	// Spec is the merged spec, with defaults and without its environments.
	Spec v1alpha1.FlinkSessionSpec

	// Facts are the merged facts of the target.
	Facts v1alpha1.EnvironmentSpec

	spec, facts origin
}

// Targets is a FlinkSession resolved for its base and for every environment, in the order of their names.
type Targets struct {
	Base     *Session
	Overlays []*Session
}

// All returns the base and the overlays.
func (t Targets) All() []*Session { return append([]*Session{t.Base}, t.Overlays...) }

// Sessions resolves a FlinkSession. An environment that has no Environment document is an error.
func Sessions(source Source[v1alpha1.FlinkSession], environments map[string]Source[v1alpha1.Environment]) (Targets, diagnostic.List) {
	base, errs := resolve(source, "", nil)
	targets := Targets{Base: base}
	for _, name := range slices.Sorted(maps.Keys(source.Object.Spec.Environments)) {
		environment, ok := environments[name]
		if !ok {
			errs = append(errs, source.SpecErrorf(diagnostic.Path{}.Child("environments", name), "%s", unknownEnvironment(name, environments)))
			continue
		}
		overlay, found := resolve(source, name, &environment)
		errs = append(errs, found...)
		targets.Overlays = append(targets.Overlays, overlay)
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

// resolve merges the levels of one target; environment is nil for the base.
func resolve(source Source[v1alpha1.FlinkSession], name string, environment *Source[v1alpha1.Environment]) (*Session, diagnostic.List) {
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

	var facts []*v1alpha1.EnvironmentSpec
	if environment != nil {
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

	var errs diagnostic.List
	merged, err := merge.Merge(specs...)
	if err != nil {
		errs = append(errs, session.Errorf(nil, "%v", err))
		merged = &v1alpha1.FlinkSessionSpec{}
	}
	mergedFacts, err := merge.Merge(facts...)
	if err != nil {
		errs = append(errs, session.FactErrorf(nil, "%v", err))
		mergedFacts = &v1alpha1.EnvironmentSpec{}
	}
	setDefaults(session.Metadata.Name, merged, mergedFacts)
	session.Spec, session.Facts = *merged, *mergedFacts
	return session, errs
}
