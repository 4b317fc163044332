package validate

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

var presetName = lazyregexp.New(`^[a-z]([a-z0-9-]*[a-z0-9])?/v[1-9][0-9]*$`)

// Preset checks the name and the description of a preset. What it gives to each kind, SessionPreset and StreamParkPreset
// check.
func Preset(source resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	if errs := presetEntries(source); len(errs) > 0 {
		return errs
	}
	var errs diagnostic.Findings
	if name := source.Object.Metadata.Name; !presetName.MatchString(name) {
		errs = append(errs, source.MetadataErrorf(path("name"), "must be a name and a version, such as platform/v1, not %s", diagnostic.Quote(name)))
	}
	spec := source.Object.Spec
	if spec.Description == "" {
		errs = append(errs, source.SpecErrorf(path("description"), "must be set to what sessions get, in one line"))
	} else if strings.ContainsFunc(spec.Description, func(r rune) bool { return unprintable(r) && r != ' ' }) {
		errs = append(errs, source.SpecErrorf(path("description"), "must be one line of text, not %s", diagnostic.Quote(spec.Description)))
	}
	return errs
}

// SessionPreset checks that a preset gives to sessions nothing that only a session can say, and the values that it gives.
func SessionPreset(source resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	var errs diagnostic.Findings
	preset := *source.Object
	if preset.Spec.Session != nil {
		own := *preset.Spec.Session
		errs = append(errs, podTemplates(source.Document, source.SpecErrorf, templatesOf(own.Cluster), path("spec", "session"))...)
		errs = append(errs, presetRefuses(source, "session", own.Preset != "", own.Resources != nil, own.Environment != nil, own.Environments != nil)...)
		own.Preset, own.Resources, own.Environment, own.Environments = "", nil, nil, nil
		for _, name := range slices.Sorted(maps.Keys(own.LogConfiguration)) {
			if file := own.LogConfiguration[name]; file != nil && file.File != "" {
				errs = append(errs, source.SpecErrorf(path("session", "logConfiguration", name), "must be text in a preset, not the file %s: "+
					"files belong to sessions", diagnostic.Quote(file.File)).Under(diagnostic.RulePreset))
			}
		}
		preset.Spec.Session = &own
	}
	source.Object = &preset
	session, found := resolve.SessionPreset(source)
	return append(append(errs, found...), Session(session)...)
}

// StreamParkPreset is SessionPreset for what a preset gives to StreamParks.
func StreamParkPreset(source resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	var errs diagnostic.Findings
	preset := *source.Object
	if preset.Spec.StreamPark != nil {
		own := *preset.Spec.StreamPark
		errs = append(errs, podTemplates(source.Document, source.SpecErrorf, map[string]*v1alpha1.PodTemplate{"": own.PodTemplate}, path("spec", "streamPark"))...)
		errs = append(errs, presetRefuses(source, "streamPark", own.Preset != "", own.Resources != nil, own.Environment != nil, own.Environments != nil)...)
		own.Preset, own.Resources, own.Environment, own.Environments = "", nil, nil, nil
		preset.Spec.StreamPark = &own
	}
	source.Object = &preset
	streamPark, found := resolve.StreamParkPreset(source)
	return append(append(errs, found...), StreamPark(streamPark)...)
}

// presetRefuses refuses in one field of a preset what only a document can say.
func presetRefuses(source resolve.Source[v1alpha1.Preset], field string, preset, resources, environment, environments bool) diagnostic.Findings {
	var errs diagnostic.Findings
	for _, refused := range []struct {
		field string
		given bool
	}{
		{"preset", preset},
		{"resources", resources},
		{"environment", environment},
		{"environments", environments},
	} {
		if refused.given {
			errs = append(errs, source.SpecErrorf(path(field, refused.field), "must not stand in a preset%s", presetHints[refused.field]).Under(diagnostic.RulePreset))
		}
	}
	return errs
}

// presetHints say where else what must not stand in a preset belongs.
var presetHints = map[string]string{
	"environment":  ": settings stand in spec.environment of the preset",
	"environments": ": only a document that uses it names environments",
	"resources":    ": only a document that uses it carries manifests along",
}
