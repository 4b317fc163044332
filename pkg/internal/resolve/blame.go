package resolve

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

// Blame has findings about one document point at what broke its rule. What the base breaks, or all environments do, is
// said once, where it stands. A value of the spec that only some environment breaks is fine for the others: to mend it,
// the environment has to state another, so what is said of it points into the environment. Alone is what there is to
// say of the base as if it were complete: what also stands there is the base's own fault.
func Blame(findings diagnostic.Findings, overlays []*Target, alone func() diagnostic.Findings) diagnostic.Findings {
	findings = findings.AcrossEnvironments(len(overlays))
	var base diagnostic.Findings
	known := false
	for i, f := range findings {
		at := slices.IndexFunc(overlays, func(t *Target) bool { return f.Environment != "" && t.EnvironmentName == f.Environment })
		if at < 0 {
			continue
		}
		if !known {
			base, known = alone(), true
		}
		if moved, ok := overlays[at].intoEnvironment(f); ok && !base.Has(f) {
			findings[i] = moved
		} else if len(overlays) == 1 && base.Has(f) {
			findings[i].Environment = ""
		}
	}
	return findings
}

// intoEnvironment points a finding about a value that the spec sets at the environment that it is about. It reports
// false for what stands elsewhere, for what is part of a list, which an environment replaces as a whole, and for a
// setting that is missing, which says itself where to set it.
func (t *Target) intoEnvironment(f diagnostic.Finding) (diagnostic.Finding, bool) {
	layers := t.spec.layers()
	if len(layers) < 2 || len(f.Path) <= len(specPath) || slices.ContainsFunc(f.Path, isIndex) || f.Rule == diagnostic.RuleMissingSetting {
		return f, false
	}
	environment, spec := layers[len(layers)-1], layers[len(layers)-2]
	field := f.Path[len(specPath):]
	switch name, _ := field[0].Name(); name {
	case "preset", "environment", "environments":
		return f, false
	}
	position, exact, _ := spec.locate(field)
	if !exact || position != f.Position || position.File == "" && f.Subject != spec.subject || f.Path.Compare(slices.Concat(spec.at, field)) != 0 {
		return f, false
	}
	f.Position, _, _ = environment.locate(field)
	f.Path = slices.Concat(environment.at, field)
	return f, true
}

func isIndex(e diagnostic.Element) bool {
	_, ok := e.Index()
	return ok
}
