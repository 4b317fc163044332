package preset

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

var presetName = lazyregexp.New(`^[a-z]([a-z0-9-]*[a-z0-9])?/v[1-9][0-9]*$`)

// Check checks the name and the description of a preset. What it gives to each kind, SessionPreset and StreamParkPreset
// check.
func Check(source resolve.Source[v1alpha1.Preset]) diagnostic.Findings {
	var errs diagnostic.Findings
	if name := source.Object.Metadata.Name; !presetName.MatchString(name) {
		errs = append(errs, source.MetadataErrorf(path("name"), "must be a name and a version, such as platform/v1, not %s", diagnostic.Quote(name)))
	}
	spec := source.Object.Spec
	if spec.Description == "" {
		errs = append(errs, source.SpecErrorf(path("description"), "must be set to what sessions get, in one line"))
	} else if strings.ContainsFunc(spec.Description, func(r rune) bool { return check.Unprintable(r) && r != ' ' }) {
		errs = append(errs, source.SpecErrorf(path("description"), "must be one line of text, not %s", diagnostic.Quote(spec.Description)))
	}
	return errs
}

// Refuse refuses in one field of a preset what only a document can say.
func Refuse(source resolve.Source[v1alpha1.Preset], field string, preset, resources, environment, environments bool) diagnostic.Findings {
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

func path(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
