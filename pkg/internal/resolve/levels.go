package resolve

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/merge"
)

// Levels describe how the specs of one kind become targets: O is the document, S its spec, and T what a target of it is.
type Levels[O, S, T any] struct {
	Noun   string                                                   // of the kind, in errors
	Field  string                                                   // of a preset's spec, that gives what a document does not state
	Given  func(v1alpha1.PresetSpec) *S                             // that field
	Choose func(*S)                                                 // what an empty discriminator stands for, before a preset's members count
	Full   func(object *O) *S                                       // what a document states for all its targets, without settings
	Own    func(object *O, environment string) *S                   // what it states for an environment, without settings; nil for a kind without environments
	Place  func(*S) (namespace string, files []string, nested bool) // namespace and resources of a merged spec, and whether environments have environments
	Target func(t Target, merged *S, levels []*S) *T                // with the defaults
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

// Targets resolves a document. What it names and is not there is an error, and there is no target for it.
func (k Levels[O, S, T]) Targets(source Source[O], environments map[string]Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset]) (Targets[T], diagnostic.Findings) {
	in := &input{noun: k.Noun, gives: k.gives, subject: source.String(), document: source.Document, object: source.Object,
		metadata: Emitted(source.Metadata()), common: source.Common()}
	full := k.Full(source.Object)
	base, errs := k.one(in, "", nil, presets, full)
	targets := Targets[T]{Base: base}
	missing := in.each(environments, func(name string, named *Source[v1alpha1.Environment]) {
		overlay, found := k.one(in, name, named, presets, full, k.Own(source.Object, name))
		errs = append(errs, found...)
		if overlay != nil {
			targets.Overlays = append(targets.Overlays, overlay)
		}
	})
	return targets, append(errs, missing...)
}

// one merges the levels of one target, the lowest first; named is nil for the base. There is no target without its preset: all that the
// preset would have set would be reported as missing.
func (k Levels[O, S, T]) one(in *input, environment string, named *Source[v1alpha1.Environment],
	presets map[string]Source[v1alpha1.Preset], levels ...*S) (*T, diagnostic.Findings) {
	preset, missing := in.findPreset(environment, presets)
	if missing != nil {
		return nil, diagnostic.Findings{*missing}
	}
	target, settings := in.target(environment, named, preset, k.Field)
	merged, errs := k.merge(&target, preset.spec(), levels, settings)
	var namespace string
	namespace, target.Resources, target.Nested = k.Place(merged)
	SetDefault(&namespace, target.Settings.Namespace)
	target.finish(namespace)
	return k.Target(target, merged, levels), errs
}

// merge lays the levels over a preset.
func (k Levels[O, S, T]) merge(t *Target, preset v1alpha1.PresetSpec, levels []*S, settings []*v1alpha1.EnvironmentSpec) (*S, diagnostic.Findings) {
	var errs diagnostic.Findings
	merged, err := merge.OverPreset(k.Given(preset), k.Choose, levels...)
	if err != nil {
		errs = append(errs, t.Errorf(nil, "%v", err))
		merged = new(S)
	}
	mergedSettings, err := merge.OverPreset(preset.Environment, func(*v1alpha1.EnvironmentSpec) {}, settings...)
	if err != nil {
		errs = append(errs, t.SettingErrorf(nil, "%v", err))
		mergedSettings = &v1alpha1.EnvironmentSpec{}
	}
	t.Settings = *mergedSettings
	isOwn := func(s *v1alpha1.EnvironmentSpec) bool { return s != nil && s != t.Environment }
	t.OwnSettings = isOwn(preset.Environment) || slices.ContainsFunc(settings, isOwn)
	return merged, errs
}

// gives reports whether a preset gives anything to the kind. One that gives settings alone is for every kind.
func (k Levels[O, S, T]) gives(preset v1alpha1.PresetSpec) bool {
	return k.Given(preset) != nil || preset == v1alpha1.PresetSpec{Description: preset.Description, Environment: preset.Environment}
}

// Preset resolves what a preset gives to the kind by itself, so that its values can be checked where no document uses it.
// The result is not complete, and no target.
func (k Levels[O, S, T]) Preset(source Source[v1alpha1.Preset]) (*T, diagnostic.Findings) {
	target := presetTarget(source, k.Field)
	merged, errs := k.merge(&target, source.Object.Spec, nil, nil)
	return k.Target(target, merged, nil), errs
}
