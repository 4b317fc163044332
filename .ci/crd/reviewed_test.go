package crd

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/cluster"
	"github.com/flinkustomize/flinkustomize/pkg/internal/environment"
	flinksession "github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/specs"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// What is reviewed must also be what the release of each environment takes, whole.
func TestReviewedFlinkDeploymentsFitTheirRelease(t *testing.T) {
	for _, dir := range workspaces(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			w, err := specs.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, target := range targets(t, w) {
				release := mustRelease(t, target.Settings.OperatorVersion)
				if err := serverOf(t, release).accepts(desiredDeployment(t, target)); err != nil {
					t.Errorf("%s %s: operator %s: %v", target.Metadata.Name, target.EnvironmentName, release, err)
				}
			}
		})
	}
}

// desiredDeployment is what the kustomization of a target builds; that it does is tested by itself.
func desiredDeployment(t *testing.T, target *cluster.Target) map[string]any {
	t.Helper()
	files, errs := cluster.Render(target)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if deployment, ok := file.Object.(*v1beta1.FlinkDeployment); ok {
			converted, err := manifest.From(deployment)
			if err != nil {
				t.Fatal(err)
			}
			return flinkDeployment(t, converted.Encode(""))
		}
	}
	t.Fatalf("%s %s: there must be a FlinkDeployment", target.Metadata.Name, target.EnvironmentName)
	return nil
}

// targets are where the sessions of a workspace run.
func targets(t *testing.T, w *specs.Workspace) []*cluster.Target {
	t.Helper()
	environments := map[string]resolve.Source[v1alpha1.Environment]{}
	completed, errs := environment.InClusters(w.Environments, environment.Operators(resolve.Of[v1alpha1.FlinkOperator](w.Specs)))
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	for _, e := range completed {
		environments[e.Object.Metadata.Name] = e
	}
	presets := map[string]resolve.Source[v1alpha1.Preset]{}
	for _, p := range slices.Concat(preset.Shipped(), w.Presets) {
		presets[p.Object.Metadata.Name] = p
	}
	var all []*cluster.Target
	for _, source := range resolve.Of[v1alpha1.FlinkSession](w.Specs) {
		found, errs := flinksession.Targets(source, environments, presets)
		if err := errs.Err(); err != nil {
			t.Fatal(err)
		}
		all = append(all, found.All()...)
	}
	return slices.DeleteFunc(all, func(s *cluster.Target) bool { return !s.Complete })
}

// workspaces are those that have been reviewed.
func workspaces(t *testing.T) []string {
	t.Helper()
	var dirs []string
	for _, pattern := range []string{"golden/*", "examples/*"} {
		files, err := filepath.Glob(filepath.Join(root, pattern, workspace.FileName))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			dirs = append(dirs, filepath.Dir(file))
		}
	}
	if len(dirs) < 12 {
		t.Fatalf("there must be at least 12 reviewed workspaces, not %d", len(dirs))
	}
	return dirs
}

// A check that let everything pass would show nothing.
func TestCRDsRefuseWhatTheirReleaseLacks(t *testing.T) {
	for name, spec := range map[string]map[string]any{
		"unknown value":              {"flinkVersion": "v3_0"},
		"other type":                 {"jobManager": map[string]any{"resource": map[string]any{"cpu": "1"}}},
		"unknown field":              {"jobManager": map[string]any{"resources": map[string]any{}}},
		"field of a newer pod":       {"podTemplate": map[string]any{"spec": map[string]any{"resources": map[string]any{"limits": map[string]any{"cpu": int64(1)}}}}},
		"configuration without text": {"flinkConfiguration": map[string]any{"taskmanager.numberOfTaskSlots": int64(4)}},
	} {
		t.Run(name, func(t *testing.T) {
			object := map[string]any{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment", "metadata": map[string]any{"name": "a"}, "spec": spec}
			if err := serverOf(t, operator.Releases()[0]).accepts(object); err == nil {
				t.Error("the CRD must refuse it")
			}
		})
	}
}
