package resolve

import (
	"fmt"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
)

// Target is what every kind has as one target of it sees it: the base, or one environment.
type Target struct {
	// Metadata of the document.
	Metadata v1alpha1.Metadata

	// EnvironmentName names the environment. It is empty for a base, unless the document has no named environments and
	// its inline settings have a name.
	EnvironmentName string

	// Environment is what the Environment document itself says, and so what is emitted for it; nil for a base.
	Environment *v1alpha1.EnvironmentSpec

	// Namespace in which all objects of the target stand; empty while a base does not know it.
	Namespace string

	// Complete means that everything a cluster needs must be there. Only a base that overlays complete may lack some.
	Complete bool

	// Settings are the merged settings of the target.
	Settings v1alpha1.EnvironmentSpec

	// OwnSettings means that the document or its preset states some of the settings: else they are the Environment's.
	OwnSettings bool

	// Nested means that an environment of the document has environments of its own, which it must not.
	Nested bool

	// Resources are the user's own manifests that go with the target.
	Resources []string

	// Shared are objects that are the same in several targets of the document; nil for what is no target, as a preset by itself.
	Shared *object.Shared

	noun           string // of the kind, in errors
	subject        string
	document       *decode.Document
	spec, settings origin
}

// Identity is the target without what it holds: enough to name it, and to say where its fields stand.
func (t *Target) Identity() *Target {
	return &Target{Metadata: t.Metadata, EnvironmentName: t.EnvironmentName, Environment: t.Environment, Namespace: t.Namespace,
		noun: t.noun, subject: t.subject, document: t.document, spec: t.spec, settings: t.settings}
}

// String names the document as people do: kind and name.
func (t *Target) String() string { return t.subject }

// Position is where the document stands, as file:line:column; empty for one that a Go program made.
func (t *Target) Position() string { return positionOf(t.document) }

// MetadataErrorf makes an error about a field of the metadata; the path starts below metadata.
func (t *Target) MetadataErrorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding {
	metadata := originOf(t.subject, t.document, "metadata")
	metadata.environment = t.spec.environment
	return metadata.errorf(field, format, args...)
}

// Errorf makes an error about a field of the spec, such as spec.jobManager.memory; the path starts below spec.
func (t *Target) Errorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding {
	return t.spec.errorf(field, format, args...)
}

// SettingErrorf makes an error about a setting of the environment, such as s3.endpoint; the path starts below the
// Environment's spec.
func (t *Target) SettingErrorf(field diagnostic.Path, format string, args ...any) diagnostic.Finding {
	return t.settings.errorf(field, format, args...)
}

// MissingSetting is the error about a setting, such as s3.bucket, that a field of the spec needs. It names both places where
// the setting may be made.
func (t *Target) MissingSetting(setting, field diagnostic.Path) diagnostic.Finding {
	if t.Environment == nil {
		return t.Errorf(field, "needs spec.environment.%s: set it in this %s, "+
			"or name environments whose Environment documents set spec.%s", setting.String(), t.noun, setting.String()).Under(diagnostic.RuleMissingSetting)
	}
	return t.Errorf(field, "needs a setting of the environment: set spec.%s in the Environment document, "+
		"or spec.environment.%s in this %s", setting.String(), setting.String(), t.noun).Under(diagnostic.RuleMissingSetting)
}

// input is a document that targets are made of, whatever its kind.
type input struct {
	noun     string // of the kind, in errors
	subject  string
	document *decode.Document
	object   any // that the document holds
	metadata v1alpha1.Metadata

	gives  func(v1alpha1.PresetSpec) bool // reports whether a preset gives the kind anything
	common v1alpha1.Common
	shared object.Shared
}

// layer is a part of the document.
func (in *input) layer(at diagnostic.Path) layer {
	return layer{subject: in.subject, document: in.document, object: in.object, at: at}
}

// specOf is where the spec of a target stands; field is that of the preset's spec.
func (in *input) specOf(environment string, preset *presetReference, field string) origin {
	return origin{subject: in.subject, environment: environment, of: func() []layer {
		layers := append(preset.layers(field), in.layer(specPath))
		if environment != "" {
			layers = append(layers, in.layer(specPath.Child("environments", environment)))
		}
		return layers
	}}
}

// settingsOf is where the settings of a target stand.
func (in *input) settingsOf(environment string, named *Source[v1alpha1.Environment], preset *presetReference) origin {
	return origin{subject: in.subject, environment: environment, of: func() []layer {
		layers := preset.layers("environment")
		if named != nil {
			layers = append(layers, layer{subject: named.String(), document: named.Document, object: named.Object, at: specPath})
		}
		layers = append(layers, in.layer(specPath.Child("environment")))
		if environment != "" {
			layers = append(layers, in.layer(specPath.Child("environments", environment, "environment")))
		}
		return layers
	}}
}

// target is one target without its spec, and the levels of its settings above the preset's; named is nil for the base, and
// field is that of the preset's spec.
func (in *input) target(environment string, named *Source[v1alpha1.Environment], preset *presetReference, field string) (Target, []*v1alpha1.EnvironmentSpec) {
	t := Target{
		Metadata:        in.metadata,
		EnvironmentName: environment,
		Complete:        environment != "" || len(in.common.Environments) == 0,
		noun:            in.noun,
		subject:         in.subject,
		document:        in.document,
		Shared:          &in.shared,
	}
	t.spec, t.settings = in.specOf(environment, preset, field), in.settingsOf(environment, named, preset)
	settings := make([]*v1alpha1.EnvironmentSpec, 0, 3)
	if named != nil {
		t.Environment = &named.Object.Spec
		settings = append(settings, &named.Object.Spec)
	}
	settings = append(settings, in.common.Environment)
	if environment != "" {
		settings = append(settings, in.common.Environments[environment].Environment)
	}
	return t, settings
}

// finish names the environment of a target whose settings stand inline, and places it.
func (t *Target) finish(namespace string) {
	if t.Complete && t.Environment == nil {
		t.EnvironmentName = t.Settings.Name
	}
	t.Namespace = namespace
}

// each calls resolve for every environment that a document names, in the order of their names. One that is not there is an
// error.
func (in *input) each(environments map[string]Source[v1alpha1.Environment], resolve func(name string, named *Source[v1alpha1.Environment])) diagnostic.Findings {
	var errs diagnostic.Findings
	for _, name := range SortedKeys(in.common.Environments) {
		environment, ok := environments[name]
		if !ok {
			errs = append(errs, originOf(in.subject, in.document, "spec").errorf(diagnostic.Path{}.Child("environments", name), "%s", unknownEnvironment(name, environments)).Under(diagnostic.RuleUnknownReference))
			continue
		}
		resolve(name, &environment)
	}
	return errs
}

func unknownEnvironment(name string, environments map[string]Source[v1alpha1.Environment]) string {
	names := SortedKeys(environments)
	if len(names) == 0 {
		return "must be the name of an Environment document, and there is none"
	}
	message := fmt.Sprintf("must be the name of an Environment document, such as %s, not %s", names[0], diagnostic.Quote(name))
	if near := diagnostic.Suggest(name, names); near != "" {
		message += fmt.Sprintf(": did you mean %q?", near)
	}
	return message
}

// Common is the target, whatever kind of document embeds it.
func (t *Target) Common() *Target { return t }

// SortedKeys are the keys of a map in their order.
func SortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
