package importer

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// workspaces are the golden cases and the examples.
func workspaces(t *testing.T) []string {
	t.Helper()
	var dirs []string
	for _, pattern := range []string{"../../golden/*/" + workspace.FileName, "../../examples/*/" + workspace.FileName} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range found {
			dirs = append(dirs, filepath.Dir(file))
		}
	}
	if len(dirs) < 100 {
		t.Fatalf("there must be at least 100 workspaces, not %d", len(dirs))
	}
	return dirs
}

// targetsOf are what a workspace renders.
func targetsOf(t *testing.T, dir string) []impact.Target {
	t.Helper()
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	made, err := generate.Workspace(w)
	if err != nil {
		t.Fatal(err)
	}
	targets, err := made.Targets(func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	return targets
}

// inputsOf are all objects of targets, as an import reads them of one folder for each environment.
func inputsOf(t *testing.T, targets []impact.Target) []draft.Input {
	t.Helper()
	of := map[string]*draft.Input{}
	var names []string
	for _, target := range targets {
		if of[target.Environment] == nil {
			of[target.Environment] = &draft.Input{Environment: target.Environment, OperatorVersion: target.OperatorVersion}
			names = append(names, target.Environment)
		}
		for _, u := range target.Objects {
			object, err := manifest.FromTree(u.Object)
			if err != nil {
				t.Fatal(err)
			}
			of[target.Environment].Objects = append(of[target.Environment].Objects, object)
		}
	}
	slices.Sort(names)
	var inputs []draft.Input
	for _, name := range names {
		inputs = append(inputs, *of[name])
	}
	return inputs
}

// unequal are the trees that do not come back as they were, with the reason: each of their differences is said by the import.
var unequal = map[string]string{
	"streampark-configuration":  "options that the application takes from two places",
	"streampark-hive":           "the configuration of Hive that StreamPark mounts",
	"streampark-kerberos":       "a login with Kerberos",
	"streampark-kerberos-2.1.3": "a login with Kerberos",
	"streampark-metrics":        "a ServiceMonitor",
	"streampark-pod":            "containers of the user's own",
	"streampark-sessions":       "homes of Flink that no session has",
}

func TestGoldenTreesAreImportedAndRenderedAgain(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			targets := targetsOf(t, dir)
			if len(targets) == 0 {
				t.Skip("renders nothing")
			}
			result, err := imported(inputsOf(t, targets))
			if err != nil {
				t.Fatal(err)
			}
			review, found, err := result.Verify()
			if err != nil {
				t.Fatal(err)
			}
			var different []string
			for _, f := range found {
				if f.Severity == diagnostic.SeverityError {
					different = append(different, f.Error())
				}
			}
			for _, c := range review.Changes {
				different = append(different, fmt.Sprintf("%s %s %s: %s: %v", c.App, c.Environment, c.ID, c.Class, c.Causes))
			}
			for _, n := range result.Notes {
				if n.Outcome == NotKept {
					different = append(different, fmt.Sprintf("not kept: %s %s: %s", n.Object, n.Field, n.Message))
				}
			}
			reason, known := unequal[filepath.Base(dir)]
			switch {
			case known && len(different) == 0:
				t.Errorf("comes back as it was: it is no exception any more (%s)", reason)
			case !known && len(different) > 0:
				t.Errorf("must come back as it was:\n%s", strings.Join(different, "\n"))
			}
		})
	}
}
