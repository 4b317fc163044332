package specs

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func TestARunOfAnotherVersionIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		required, running string
		refused, warned   string
	}{
		"nothing is required":      {"", "v0.1.0", "", ""},
		"the version is taken":     {">=0.2", "v0.2.0", "", ""},
		"the version is too old":   {">=0.2", "v0.1.9", "flinkustomize.yaml: spec.requiredVersion: requires flinkustomize >=0.2, and this is v0.1.9: install a version that the workspace takes", ""},
		"the version is too new":   {">=0.2 <0.4", "v0.4.0", "flinkustomize.yaml: spec.requiredVersion: requires flinkustomize >=0.2 <0.4, and this is v0.4.0: install a version that the workspace takes", ""},
		"a candidate of it":        {">=0.2", "v0.2.0-rc.1", "flinkustomize.yaml: spec.requiredVersion: requires flinkustomize >=0.2, and this is v0.2.0-rc.1: install a version that the workspace takes", ""},
		"the version is not known": {">=0.2", "", "", "flinkustomize.yaml: warning: spec.requiredVersion: requires >=0.2, and this build of flinkustomize does not know its version: another one may write another tree"},
		"it is no constraint":      {"latest", "v0.2.0", `flinkustomize.yaml: spec.requiredVersion: must be a constraint of versions such as ">=0.2" or ">=0.2 <0.4", not "latest"`, ""},
	} {
		var w Workspace
		w.checkRequiredVersion(nil, test.required, test.running)
		if got := w.Errors.Error(); got != test.refused {
			t.Errorf("%s: got the error\n%s\nwant\n%s", name, got, test.refused)
		}
		if got := w.Warnings.Error(); got != test.warned {
			t.Errorf("%s: got the warning\n%s\nwant\n%s", name, got, test.warned)
		}
		for _, warning := range w.Warnings {
			if warning.Severity != diagnostic.SeverityWarning {
				t.Errorf("%s: must be a warning: %v", name, warning)
			}
		}
	}
}
