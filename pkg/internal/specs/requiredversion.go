package specs

import (
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/version"
)

// checkRequiredVersion holds the version of flinkustomize that runs against the one that flinkustomize.yaml requires.
func (w *Workspace) checkRequiredVersion(document *decode.Document, required, running string) {
	if required == "" {
		return
	}
	field := diagnostic.Path{}.Child("spec", "requiredVersion")
	constraint, err := version.ParseConstraint(required)
	if err != nil {
		w.fail(diagnostic.RuleInvalidValue, document, field, "%v, not %s", err, diagnostic.Quote(required))
		return
	}
	switch takes, known := constraint.Takes(running); {
	case !known:
		w.Warnings = append(w.Warnings, finding(diagnostic.RuleUnknownBuild, document, field,
			"requires %s, and this build of flinkustomize does not know its version: another one may write another tree", constraint))
	case !takes:
		w.fail(diagnostic.RuleRequiredVersion, document, field, "requires flinkustomize %s, and this is %s: install a version that the workspace takes", constraint, running)
	}
}
