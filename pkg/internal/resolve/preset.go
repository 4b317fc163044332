package resolve

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// presetReference is a preset and where a document names it; nil for a document that names none.
type presetReference struct {
	Source[v1alpha1.Preset]
	user        string           // the document
	document    *decode.Document // nil for one that a Go program made
	environment string           // of the target
	own         bool             // the environment names it
}

// field is where the document names the preset.
func (p *presetReference) field() diagnostic.Path {
	if p.own {
		return specPath.Child("environments", p.environment, "preset")
	}
	return specPath.Child("preset")
}

// position is where the document names the preset. It is looked for only when an error needs it, since the document, once
// released, is then parsed again.
func (p *presetReference) position() diagnostic.Position {
	if p.document == nil {
		return diagnostic.Position{}
	}
	position, _, _ := p.document.Locate(p.field())
	return position
}

// findPreset finds the preset of one target: the one that its environment names, else that of the document.
func (in *input) findPreset(environment string, presets map[string]Source[v1alpha1.Preset]) (*presetReference, *diagnostic.Finding) {
	name, own := in.common.Environments[environment].Preset, true
	if name == "" {
		name, own = in.common.Preset, false
	}
	if name == "" {
		return nil, nil
	}
	preset, ok := presets[name]
	reference := &presetReference{Source: preset, user: in.subject, document: in.document, environment: environment, own: own}
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
		err := originOf(in.subject, in.document, "spec").errorf(reference.field()[len(specPath):], "%s", message).Under(diagnostic.RuleUnknownReference)
		return nil, &err
	}
	return reference, nil
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

// layers are the one that a field of the preset's spec is; none where there is no preset.
func (p *presetReference) layers(field string) []layer {
	if p == nil {
		return nil
	}
	return []layer{{subject: p.String(), document: p.Document, object: p.Object, at: specPath.Child(field), preset: p}}
}

// presetTarget is a target that is no cluster's, for the values of a preset by themselves.
func presetTarget(source Source[v1alpha1.Preset], field string) Target {
	subject := source.String()
	of := func(field string) origin {
		return origin{subject: subject, of: func() []layer {
			return []layer{{subject: subject, document: source.Document, at: specPath.Child(field)}}
		}}
	}
	return Target{
		Metadata: v1alpha1.Metadata{Name: "name"}, // any that is one
		subject:  subject,
		document: source.Document,
		spec:     of(field),
		settings: of("environment"),
	}
}
