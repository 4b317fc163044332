package resolve

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// presetReference is a preset and where a session names it; nil for a session that names none.
type presetReference struct {
	Source[v1alpha1.Preset]
	field    diagnostic.Path
	position diagnostic.Position
}

// findPreset finds the preset of one target: the one that its environment names, else that of the session.
func findPreset(source Source[v1alpha1.FlinkSession], environment string, presets map[string]Source[v1alpha1.Preset]) (*presetReference, *diagnostic.Error) {
	name, field := source.Object.Spec.Preset, diagnostic.Path{}.Child("preset")
	if own := source.Object.Spec.Environments[environment].Preset; own != "" {
		name, field = own, diagnostic.Path{}.Child("environments", environment, "preset")
	}
	if name == "" {
		return nil, nil
	}
	preset, ok := presets[name]
	if !ok {
		err := source.SpecErrorf(field, "%s", diagnostic.OneOf(name, slices.Sorted(maps.Keys(presets))))
		return nil, &err
	}
	reference := &presetReference{Source: preset, field: slices.Concat(specPath, field)}
	if source.Document != nil {
		reference.position, _, _ = source.Document.Locate(reference.field)
	}
	return reference, nil
}

// spec is what the preset gives.
func (p *presetReference) spec() v1alpha1.PresetSpec {
	if p == nil {
		return v1alpha1.PresetSpec{}
	}
	return p.Object.Spec
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

// addPreset makes the preset the lowest level of what errors can point at. Nobody can tell which fields a preset or a
// session sets that a Go program made; its errors name the session.
func (s *Session) addPreset(p *presetReference) {
	if p == nil || p.Document == nil || s.Source.Document == nil {
		return
	}
	s.spec.layers = append(s.spec.layers, layer{p.Document, specPath.Child("session"), p})
	s.facts.layers = append(s.facts.layers, layer{p.Document, specPath.Child("environment"), p})
}

// Preset resolves what a preset gives by itself, so that its values can be checked where no session uses it. The
// result is not complete, and no target.
func Preset(source Source[v1alpha1.Preset]) (*Session, diagnostic.List) {
	s := &Session{
		Metadata: v1alpha1.Metadata{Name: "session"}, // any name that is one
		spec:     origin{subject: source.String()},
		facts:    origin{subject: source.String()},
	}
	s.spec.add(source.Document, specPath.Child("session"))
	s.facts.add(source.Document, specPath.Child("environment"))
	return s, s.merge(source.Object.Spec, nil, nil)
}

// PresetNames are the names of all presets that the targets of a session use, sorted.
func PresetNames(session *v1alpha1.FlinkSession) []string {
	names := []string{session.Spec.Preset}
	for _, own := range session.Spec.Environments {
		names = append(names, own.Preset)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	return slices.DeleteFunc(names, func(name string) bool { return name == "" })
}
