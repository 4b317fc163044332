package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// presetReference is a preset and where a document names it; nil for a document that names none.
type presetReference struct {
	Source[v1alpha1.Preset]
	user     string           // the document
	document *decode.Document // nil for one that a Go program made
	field    diagnostic.Path
}

// position is where the document names the preset. It is looked for only when an error needs it, since the document, once
// released, is then parsed again.
func (p *presetReference) position() diagnostic.Position {
	if p.document == nil {
		return diagnostic.Position{}
	}
	position, _, _ := p.document.Locate(p.field)
	return position
}

// findPreset finds the preset of one target: the one that its environment names, else that of the document.
func (in input) findPreset(environment string, presets map[string]Source[v1alpha1.Preset]) (*presetReference, *diagnostic.Finding) {
	name, field := in.common.Preset, diagnostic.Path{}.Child("preset")
	if own := in.common.Environments[environment].Preset; own != "" {
		name, field = own, diagnostic.Path{}.Child("environments", environment, "preset")
	}
	if name == "" {
		return nil, nil
	}
	preset, ok := presets[name]
	if !ok || !in.gives(preset.Object.Spec) {
		var names []string
		for _, known := range SortedKeys(presets) {
			if in.gives(presets[known].Object.Spec) {
				names = append(names, known)
			}
		}
		one := withArticle(in.noun)
		var message string
		switch {
		case len(names) == 0:
			message = fmt.Sprintf("must not be %s: no preset gives %s anything", diagnostic.Quote(name), one)
		case !ok:
			message = diagnostic.OneOf(name, names)
		default:
			message = fmt.Sprintf("must be a preset of %s, such as %s, not %s, which gives %s nothing", one, strings.Join(names, " or "), diagnostic.Quote(name), one)
		}
		err := originOf(in.subject, in.document, "spec").errorf(field, "%s", message).Under(diagnostic.RuleUnknownReference)
		return nil, &err
	}
	return &presetReference{Source: preset, user: in.subject, document: in.document, field: slices.Concat(specPath, field)}, nil
}

// withArticle puts the article before the noun of a kind.
func withArticle(noun string) string {
	if strings.HasPrefix(noun, "a") {
		return "an " + noun
	}
	return "a " + noun
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
	t.settings.layers = slices.Insert(t.settings.layers, 0, level("environment"))
}

// presetTarget is a target that is no cluster's, for the values of a preset by themselves.
func presetTarget(source Source[v1alpha1.Preset], field string) Target {
	return Target{
		Metadata: v1alpha1.Metadata{Name: "name"}, // any that is one
		subject:  source.String(),
		document: source.Document,
		spec:     origin{subject: source.String(), layers: []layer{{subject: source.String(), document: source.Document, at: specPath.Child(field)}}},
		settings: origin{subject: source.String(), layers: []layer{{subject: source.String(), document: source.Document, at: specPath.Child("environment")}}},
	}
}
