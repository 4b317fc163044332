package resolve

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

// Given is a level of precedence that gives a value, and where it does.
type Given struct {
	// Level is spec, spec.environment, spec.environments.prod, preset production/v2 or Environment prod.
	Level string

	// Position of the value; of a shipped preset, in its text.
	diagnostic.Position

	// Shipped means that the file is that of a shipped preset, which no workspace has.
	Shipped bool

	layer layer
	at    diagnostic.Path
}

// Below is where the level gives what is below the value.
func (g Given) Below(field diagnostic.Path) Given {
	g.at = slices.Concat(g.at, field)
	g.Position, _, _ = g.layer.locate(g.at)
	return g
}

// Given are the levels that give a field of the spec a value, the highest first: the first one wins. There are none for a
// default. The path starts below spec.
func (t *Target) Given(field diagnostic.Path) []Given { return t.spec.given(field) }

// GivenSetting is Given for a setting of the environment, such as s3.endpoint.
func (t *Target) GivenSetting(setting diagnostic.Path) []Given {
	given := t.settings.given(setting)
	if len(given) == 0 && setting.String() == "name" { // that of an Environment document
		for _, l := range t.settings.layers() {
			if t.Environment != nil && l.at.Compare(specPath) == 0 {
				l.at = diagnostic.Path{}.Child("metadata")
				given = append(given, newGiven(t.settings.subject, l, setting))
			}
		}
	}
	if len(given) == 0 && setting.String() == "operatorVersion" && t.Settings.Cluster != "" && t.Settings.OperatorVersion != "" {
		given = append(given, Given{Level: v1alpha1.KindFlinkOperator + " " + t.Settings.Cluster}) // see package environment
	}
	return given
}

func (o origin) given(field diagnostic.Path) []Given {
	var all []Given
	for _, l := range slices.Backward(o.layers()) {
		if l.gives(field) {
			all = append(all, newGiven(o.subject, l, field))
		}
	}
	return all
}

// gives reports whether the level sets a field: one that a document leaves empty is not set.
func (l layer) gives(field diagnostic.Path) bool {
	at := slices.Concat(l.at, field)
	if decode.Depth(l.object, at) < len(at) {
		return false
	}
	_, exact, _ := l.locate(field)
	return exact
}

func newGiven(subject string, l layer, field diagnostic.Path) Given {
	g := Given{layer: l, at: field}
	g.Position, _, _ = l.locate(field)
	switch {
	case l.preset != nil:
		g.Level, g.Shipped = "preset "+l.preset.Metadata().Name, l.preset.Shipped
	case l.subject == subject:
		g.Level = l.at.String()
	default:
		g.Level = l.subject
	}
	return g
}
