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

// workspaces are the golden cases and the examples; with -short each eighth of them.
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
	if !testing.Short() { // make conformance imports all
		return dirs
	}
	var sample []string
	for i := 0; i < len(dirs); i += 8 {
		sample = append(sample, dirs[i])
	}
	return sample
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
	"streampark-configuration": "options that were environment variables up to 2.1.3, in another order",
	"delivery-argocd":          "a link for each environment, which delivery with Argo CD writes again",
	"delivery-argocd-set":      "a link for each environment, which delivery with Argo CD writes again",
}

// ofNoApp are the objects that belong to no app: what delivers the tree, operators, and guard rails of namespaces. An import says of
// those which stand beside no app either that their manifests are to be kept.
func ofNoApp(targets []impact.Target) map[string]bool {
	all := map[string]bool{}
	for _, target := range targets {
		folder, _, _ := strings.Cut(target.App, "/")
		if slices.Contains([]string{"delivery", "environments", "operators"}, folder) {
			for _, object := range target.Objects {
				all[object.GetKind()+" "+object.GetName()] = true
			}
		}
	}
	return all
}

// unaccounted are the objects that neither became part of a draft nor have a note: there must be none.
func unaccounted(inputs []draft.Input, result *Result) []string {
	type key struct{ environment, namespace, id string }
	kept := map[key]bool{}
	for _, d := range result.drafts {
		for _, object := range d.Objects {
			kept[key{d.Environment, object.Namespace(), object.ID().String()}] = true
		}
	}
	var lost []string
	for _, in := range inputs {
		for _, object := range in.Objects {
			id := object.ID().String()
			said := slices.ContainsFunc(result.Notes, func(n Note) bool { return n.Object == id })
			if !said && !kept[key{in.Environment, object.Namespace(), id}] {
				lost = append(lost, fmt.Sprintf("%s of %q is lost without a word", id, in.Environment))
			}
		}
	}
	return lost
}

// A FlinkSessionJob without the label that the operator's webhook adds gets it from its spec: that is no change in the cluster, and said.
func TestLabelOfSessionJobIsSaid(t *testing.T) {
	inputs := inputsOf(t, targetsOf(t, "../../golden/session-job-manifests"))
	result, err := imported(inputs)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(result.Notes, func(n Note) bool {
		return n.Outcome == Changed && n.Object == "FlinkSessionJob totals" && n.Field == "metadata.labels"
	}) {
		t.Errorf("the label must be said:\n%v", result.Notes)
	}
}

func TestGoldenTreesAreImportedAndRenderedAgain(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			targets := targetsOf(t, dir)
			if len(targets) == 0 {
				t.Fatal("must render something")
			}
			inputs := inputsOf(t, targets)
			result, err := imported(inputs)
			if err != nil {
				t.Fatal(err)
			}
			for _, lost := range unaccounted(inputs, result) {
				t.Error(lost)
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
				if n.Outcome == NotKept && !(n.Field == "" && ofNoApp(targets)[n.Object]) {
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
