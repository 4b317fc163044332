package validate

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/resolve"
)

var presetName = regexp.MustCompile(`^[a-z]([a-z0-9-]*[a-z0-9])?/v[1-9][0-9]*$`)

// Preset checks a preset: its name and description, that it gives nothing that only a session can say, and the values
// that it gives.
func Preset(source resolve.Source[v1alpha1.Preset]) diagnostic.List {
	var errs diagnostic.List
	if name := source.Object.Metadata.Name; !presetName.MatchString(name) {
		errs = append(errs, source.MetadataErrorf(path("name"), "must be a name and a version, such as platform/v1, not %s", diagnostic.Quote(name)))
	}
	spec := source.Object.Spec
	if spec.Description == "" {
		errs = append(errs, source.SpecErrorf(path("description"), "must be set to what sessions get, in one line"))
	} else if strings.ContainsFunc(spec.Description, func(r rune) bool { return unprintable(r) && r != ' ' }) {
		errs = append(errs, source.SpecErrorf(path("description"), "must be one line of text, not %s", diagnostic.Quote(spec.Description)))
	}
	if spec.Session != nil {
		var own v1alpha1.FlinkSessionSpec
		own, spec.Session = *spec.Session, &own
		errs = append(errs, podTemplates(source.Document, own, path("spec", "session"))...)
		for _, refused := range []struct {
			field string
			given bool
		}{
			{"preset", own.Preset != ""},
			{"resources", own.Resources != nil},
			{"environment", own.Environment != nil},
			{"environments", own.Environments != nil},
		} {
			if refused.given {
				errs = append(errs, source.SpecErrorf(path("session", refused.field), "must not stand in a preset%s", presetHints[refused.field]))
			}
		}
		own.Preset, own.Resources, own.Environment, own.Environments = "", nil, nil, nil
		for _, name := range slices.Sorted(maps.Keys(own.LogConfiguration)) {
			if file := own.LogConfiguration[name]; file != nil && file.File != "" {
				errs = append(errs, source.SpecErrorf(path("session", "logConfiguration", name), "must be text in a preset, not the file %s: "+
					"files belong to sessions", diagnostic.Quote(file.File)))
			}
		}
	}
	plain := *source.Object
	plain.Spec = spec
	source.Object = &plain
	resolved, found := resolve.Preset(source)
	errs = append(errs, found...)
	return append(errs, Session(resolved)...)
}

// presetHints say where else what must not stand in a preset belongs.
var presetHints = map[string]string{
	"environment":  ": facts stand in spec.environment of the preset",
	"environments": ": only a session names its environments",
	"resources":    ": only a session carries manifests along",
}
