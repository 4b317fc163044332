package effective_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/effective"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// TestWhatIsShownGivesTheSameObjects makes a workspace of what is shown of all specs of an environment, and compares what it
// generates with what the environment has. A preset may give what does not fit a spec, which is passed over there and refused in a
// spec; cases with such presets are not here.
func TestWhatIsShownGivesTheSameObjects(t *testing.T) {
	for _, dir := range []string{
		"../../../examples/streampark", "../../../examples/hive", "../../../examples/web-ui", "../../../golden/process-details",
		"../../../golden/kdp-33-flink-ha-zk-s3-hive-extra", "../../../golden/kdp-41-streampark-r1", "../../../golden/sidecar", "../../../golden/role-pod-templates",
		"../../../golden/standalone", "../../../golden/operator-ingress", "../../../golden/logging", "../../../golden/streampark-configuration",
	} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, result := made(t, dir)
			targets := inventoryOf(t, result)
			environments := inventory.Environments(targets)
			if len(environments) == 0 {
				environments = []string{""}
			}
			for _, environment := range environments {
				there, err := inventory.In(targets, environment)
				if err != nil {
					t.Fatal(err)
				}
				again := alone(t, w, dir, there)
				got := inventoryOf(t, again)
				for i := range got {
					got[i].File = there[i].File
				}
				if diff := cmp.Diff(there, got); diff != "" {
					t.Errorf("environment %q has others:\n%s", environment, diff)
				}
				for _, target := range there {
					if diff := cmp.Diff(deployment(t, result, target), deployment(t, again, target)); diff != "" {
						t.Errorf("%s in %q has another FlinkDeployment:\n%s", target.Name, environment, diff)
					}
				}
			}
		})
	}
}

func made(t *testing.T, dir string) (*workspace.Workspace, *generate.Result) {
	t.Helper()
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	result, err := generate.Workspace(w)
	if err != nil {
		t.Fatal(err)
	}
	return w, result
}

func inventoryOf(t *testing.T, result *generate.Result) []inventory.Target {
	t.Helper()
	targets, err := result.Inventory()
	if err != nil {
		t.Fatal(err)
	}
	return targets
}

// alone is a workspace of what is shown of targets, and with the files that their specs may name.
func alone(t *testing.T, w *workspace.Workspace, from string, targets []inventory.Target) *generate.Result {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	var names []byte
	for _, target := range targets {
		shown, err := effective.Of(w, target.Kind+"/"+target.Name, target.Environment)
		if err != nil {
			t.Fatal(err)
		}
		text, err := shown[0].YAML(false)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(filepath.Dir(target.File), target.Kind+"-"+target.Name+"-shown.yaml")
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
		names = append(names, " "+name+","...)
	}
	text := "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: alone}\nspec: {specs: [" + string(names) + "]}\n"
	if err := os.WriteFile(filepath.Join(dir, workspace.FileName), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	_, result := made(t, dir)
	return result
}

// deployment is the FlinkDeployment of a target; nil where its kind has none.
func deployment(t *testing.T, result *generate.Result, target inventory.Target) *v1beta1.FlinkDeployment {
	t.Helper()
	all, err := result.FlinkDeployments(target.Name)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(d generate.FlinkDeployment) bool {
		return d.Environment == target.Environment || d.Environment == ""
	})
	if i < 0 {
		return nil
	}
	return all[i].Object
}
