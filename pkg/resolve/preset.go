package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// presetReference is a preset and where a document names it; nil for a document that names none.
type presetReference struct {
	Source[v1alpha1.Preset]
	user     string // the document
	field    diagnostic.Path
	position diagnostic.Position
}

// findPreset finds the preset of one target: the one that its environment names, else that of the document.
func (s statement) findPreset(environment string, presets map[string]Source[v1alpha1.Preset]) (*presetReference, *diagnostic.Finding) {
	name, field := s.common.Preset, diagnostic.Path{}.Child("preset")
	if own := s.common.Environments[environment].Preset; own != "" {
		name, field = own, diagnostic.Path{}.Child("environments", environment, "preset")
	}
	if name == "" {
		return nil, nil
	}
	preset, ok := presets[name]
	if !ok || !s.gives(preset.Object.Spec) {
		var names []string
		for _, known := range sortedKeys(presets) {
			if s.gives(presets[known].Object.Spec) {
				names = append(names, known)
			}
		}
		message := diagnostic.OneOf(name, names)
		if ok {
			message = fmt.Sprintf("must be a preset of a %s, such as %s, not %s, which gives a %s nothing", s.noun, strings.Join(names, " or "), diagnostic.Quote(name), s.noun)
		}
		err := originOf(s.subject, s.document, "spec").errorf(field, "%s", message).Under(diagnostic.RuleUnknownReference)
		return nil, &err
	}
	reference := &presetReference{Source: preset, user: s.subject, field: slices.Concat(specPath, field)}
	if s.document != nil {
		reference.position, _, _ = s.document.Locate(reference.field)
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

// addPreset makes the preset the lowest level of what errors can point at.
func (t *Target) addPreset(p *presetReference, field string) {
	if p == nil {
		return
	}
	level := func(field string) layer {
		return layer{subject: p.String(), document: p.Document, object: p.Object, at: specPath.Child(field), preset: p}
	}
	t.spec.layers = slices.Insert(t.spec.layers, 0, level(field))
	t.facts.layers = slices.Insert(t.facts.layers, 0, level("environment"))
}

// presetTarget is a target that is no cluster's, for the values of a preset by themselves.
func presetTarget(source Source[v1alpha1.Preset], field string) Target {
	return Target{
		Metadata: v1alpha1.Metadata{Name: "name"}, // any that is one
		subject:  source.String(),
		document: source.Document,
		spec:     origin{subject: source.String(), layers: []layer{{subject: source.String(), document: source.Document, at: specPath.Child(field)}}},
		facts:    origin{subject: source.String(), layers: []layer{{subject: source.String(), document: source.Document, at: specPath.Child("environment")}}},
	}
}
