package importer

import (
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// flinkDeployment is a FlinkDeployment with a spec.
func flinkDeployment(t testing.TB, spec map[string]any) manifest.Object {
	t.Helper()
	object, err := manifest.FromTree(map[string]any{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment",
		"metadata": map[string]any{"name": "analytics", "namespace": "streaming"}, "spec": spec})
	if err != nil {
		t.Fatal(err)
	}
	return object
}

func parsed(t testing.TB, text []byte) map[string]any {
	t.Helper()
	var tree map[string]any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// outcomeOf imports an object, and says what comes of it: equal, changes (without a consequence), restarts, or refused.
func outcomeOf(t testing.TB, release string, objects ...manifest.Object) (string, *Result) {
	t.Helper()
	result, err := imported([]draft.Input{{Objects: objects, OperatorVersion: release}})
	if err != nil {
		t.Fatal(err)
	}
	review, found, err := result.Verify()
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case found.HasErrors():
		t.Log(found.Err())
		return "refused", result
	case len(result.Documents) == 0:
		return "nothing", result
	}
	for _, c := range review.Changes {
		if c.Class.Compare(impact.InPlace) > 0 {
			t.Logf("%s: %v", c.Class, c.Causes)
			return "restarts", result
		}
	}
	if len(review.Changes)+review.None > 0 {
		return "changes", result
	}
	return "equal", result
}

func TestShapes(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "shapes.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	base, n, equal := parsed(t, archive.Files[0].Data), 0, 0
	for _, file := range archive.Files[1:] {
		t.Run(strings.TrimSuffix(file.Name, ".yaml"), func(t *testing.T) {
			spec := maps.Clone(base)
			maps.Copy(spec, parsed(t, file.Data))
			first, _, _ := strings.Cut(string(file.Data), "\n")
			want, _, _ := strings.Cut(strings.TrimPrefix(first, "# "), ":")
			got, result := outcomeOf(t, "1.15", flinkDeployment(t, spec))
			n++
			if got == "equal" {
				equal++
			}
			if got != want {
				for name, text := range result.Files {
					t.Logf("%s:\n%s", name, text)
				}
				for _, note := range result.Notes {
					t.Log(note)
				}
				t.Errorf("must be %s, not %s", want, got)
			}
		})
	}
	t.Logf("%d of %d shapes are equal", equal, n)
}
