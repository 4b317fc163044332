package resolve

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/merge"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// kind is how the specs of one kind become targets: O is the document, S its spec, and T what a target of it is.
type kind[O, S, T any] struct {
	noun   string                                      // of the kind, in errors
	field  string                                      // of a preset's spec, that gives what a document does not state
	given  func(v1alpha1.PresetSpec) *S                // that field
	choose func(*S)                                    // what an empty discriminator stands for, before a preset's members count
	levels func(object *O, environment string) []*S    // that a document states for a target, the lowest first, without settings
	place  func(*S) (namespace string, files []string) // namespace and resources of a merged spec
	target func(t Target, merged *S, levels []*S) *T   // with the defaults
}

// Targets is a document resolved for its base and for every environment, in the order of their names. Base is nil where
// the document names a preset that is not there.
type Targets[T any] struct {
	Base     *T
	Overlays []*T
}

// All returns the base and the overlays.
func (t Targets[T]) All() []*T {
	if t.Base == nil {
		return t.Overlays
	}
	return append([]*T{t.Base}, t.Overlays...)
}

// levelsOf are those of one target: the spec itself, and what it states for an environment.
func levelsOf[S any](environment string, full, own *S) []*S {
	if environment == "" {
		return []*S{full}
	}
	return []*S{full, own}
}

// targets resolves a document. What it names and is not there is an error, and there is no target for it.
func (k kind[O, S, T]) targets(source Source[O], environments map[string]Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset]) (Targets[T], diagnostic.Findings) {
	statement := statement{noun: k.noun, gives: k.gives, subject: source.String(), document: source.Document, object: source.Object,
		metadata: emitted(source.Metadata()), common: source.Common()}
	base, errs := k.one(statement, source.Object, "", nil, presets)
	targets := Targets[T]{Base: base}
	missing := statement.each(environments, func(name string, named *Source[v1alpha1.Environment]) {
		overlay, found := k.one(statement, source.Object, name, named, presets)
		errs = append(errs, found...)
		if overlay != nil {
			targets.Overlays = append(targets.Overlays, overlay)
		}
	})
	return targets, append(errs, missing...)
}

// one merges the levels of one target; named is nil for the base. There is no target without its preset: all that the
// preset would have set would be reported as missing.
func (k kind[O, S, T]) one(s statement, object *O, environment string, named *Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset]) (*T, diagnostic.Findings) {
	preset, missing := s.findPreset(environment, presets)
	if missing != nil {
		return nil, diagnostic.Findings{*missing}
	}
	target, facts := s.target(environment, named)
	target.addPreset(preset, k.field)
	levels := k.levels(object, environment)
	merged, errs := k.merge(&target, preset.spec(), levels, facts)
	namespace, resources := k.place(merged)
	setDefault(&namespace, target.Facts.Namespace)
	target.Resources = resources
	target.finish(namespace)
	return k.target(target, merged, levels), errs
}

// merge lays the levels over a preset.
func (k kind[O, S, T]) merge(t *Target, preset v1alpha1.PresetSpec, levels []*S, facts []*v1alpha1.EnvironmentSpec) (*S, diagnostic.Findings) {
	var errs diagnostic.Findings
	merged, err := merge.OverPreset(k.given(preset), k.choose, levels...)
	if err != nil {
		errs = append(errs, t.Errorf(nil, "%v", err))
		merged = new(S)
	}
	mergedFacts, err := merge.OverPreset(preset.Environment, func(*v1alpha1.EnvironmentSpec) {}, facts...)
	if err != nil {
		errs = append(errs, t.FactErrorf(nil, "%v", err))
		mergedFacts = &v1alpha1.EnvironmentSpec{}
	}
	t.Facts = *mergedFacts
	return merged, errs
}

// gives reports whether a preset gives anything to the kind. One that gives settings alone is for every kind.
func (k kind[O, S, T]) gives(preset v1alpha1.PresetSpec) bool {
	return k.given(preset) != nil || preset == v1alpha1.PresetSpec{Description: preset.Description, Environment: preset.Environment}
}

// preset resolves what a preset gives to the kind by itself, so that its values can be checked where no document uses it.
// The result is not complete, and no target.
func (k kind[O, S, T]) preset(source Source[v1alpha1.Preset]) (*T, diagnostic.Findings) {
	target := presetTarget(source, k.field)
	merged, errs := k.merge(&target, source.Object.Spec, nil, nil)
	return k.target(target, merged, nil), errs
}
