package generate_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/kdp"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// What an import makes of an application of KDP must build what KDP makes of it, but for the differences that a spec written by
// hand may have. Unless keys of S3 go, the operator must find nothing to restart the session for.
func TestImportedApplicationsEqualThoseOfKDP(t *testing.T) {
	if _, err := os.Stat(kdpVectors); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the vectors of KDP must be there: %v", err)
		}
		t.Skipf("the vectors of KDP are not there: %v", err)
	}
	vectors, err := filepath.Glob(kdpVectors + "/*-*")
	if err != nil || len(vectors) != 13 {
		t.Fatalf("there must be 13 vectors, not %q (%v)", vectors, err)
	}
	release, err := operator.ParseRelease("1.6")
	if err != nil {
		t.Fatal(err)
	}
	equal, kept := 0, 0
	for _, vector := range vectors {
		ok := t.Run(filepath.Base(vector), func(t *testing.T) {
			made := importKDP(t, vector)
			expected := readFile(t, filepath.Join(vector, "expected.yaml"))
			want := treesOf(t, expected)
			for name, tree := range want {
				if strings.HasPrefix(name, "PersistentVolumeClaim ") { // Kubernetes' default
					delete(objectAt(tree, "spec"), "volumeMode")
				}
			}
			if diff := cmp.Diff(want, trees(made.Objects), compareWithheld); diff != "" {
				t.Errorf("KDP's objects (-) and those that the import says KDP makes (+) differ:\n%s", diff)
			}
			if made.Kind == "StreamPark" {
				spec := &v1alpha1.StreamPark{}
				read(t, made, spec)
				want, got := readNamedObjects(t, expected), readNamedObjects(t, buildBase(t, generate.Input{Specs: []v1alpha1.Spec{spec}}, "streampark/"+made.Name))
				for _, difference := range kdpStreamParkDifferences {
					difference.even(t, want, got)
				}
				if diff := cmp.Diff(withoutEmpty(want), withoutEmpty(got)); diff != "" {
					t.Errorf("KDP's objects (-) and those of the StreamPark (+) differ:\n%s", diff)
				}
				return
			}
			spec := &v1alpha1.FlinkSession{}
			read(t, made, spec)
			built := buildBase(t, generate.Input{Specs: []v1alpha1.Spec{spec}}, "flink/"+made.Name)
			equalKDP(t, expected, built)
			changed := operatordiff.FlinkDeployment(release, deploymentSpec(t, expected), deploymentSpec(t, built))
			if strings.Contains(string(expected), "s3.secret.key") {
				return
			}
			if kept++; len(changed) > 0 {
				t.Errorf("the operator takes %v for changed, and restarts the session", changed)
			}
		})
		if ok {
			equal++
		}
	}
	t.Logf("%d of %d applications give equal objects; %d sessions have no keys of S3 and must not restart", equal, len(vectors), kept)
	if kept != 7 {
		t.Errorf("7 sessions without keys of S3 must be there, not %d", kept)
	}
}

// importKDP is what an import makes of a vector.
func importKDP(t *testing.T, vector string) draft.Draft {
	t.Helper()
	objects, err := manifest.Parse("application.yaml", readFile(t, filepath.Join(vector, "application.yaml")))
	if err != nil {
		t.Fatal(err)
	}
	var document map[string]any
	if err := yaml.Unmarshal(readFile(t, filepath.Join(vector, "context.yaml")), &document); err != nil {
		t.Fatal(err)
	}
	context, ok := kdp.Context(document)
	if !ok {
		t.Fatal("the context must be one")
	}
	drafts, rest, notes := kdp.Drafts(draft.Input{Objects: append(objects, context)})
	if len(drafts) != 1 || len(rest) != 0 {
		t.Fatalf("there must be one draft and no rest, not %d and %d: %v", len(drafts), len(rest), notes)
	}
	text, err := json.Marshal(drafts[0])
	if err != nil {
		t.Fatal(err)
	}
	noted, err := json.Marshal(notes)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"flinkuser", "flinkpassw0rd"} {
		if strings.Contains(string(text)+string(noted), secret) {
			t.Errorf("%s must not be repeated", secret)
		}
	}
	for _, object := range drafts[0].Objects {
		if object.HoldsText(func(s string) bool { return strings.Contains(s, "flinkpassw0rd") || strings.Contains(s, "flinkuser") }) {
			t.Errorf("%s must not repeat a credential", object.ID())
		}
	}
	return drafts[0]
}

// read reads a draft as the document that is written of it, with its settings inline.
func read(t *testing.T, made draft.Draft, spec v1alpha1.Spec) {
	t.Helper()
	tree := map[string]any{"environment": made.Settings}
	for name, value := range made.Spec {
		tree[name] = value
	}
	text, err := yaml.Marshal(map[string]any{
		"apiVersion": "flinkustomize.dev/v1alpha1", "kind": made.Kind, "metadata": map[string]any{"name": made.Name}, "spec": tree,
	})
	if err != nil {
		t.Fatal(err)
	}
	documents, err := decode.Documents("spec.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	if findings := documents[0].Decode(spec); len(findings) > 0 {
		t.Fatalf("%v:\n%s", findings, text)
	}
}

// compareWithheld takes what the import does not repeat for equal to anything.
var compareWithheld = cmp.FilterValues(func(a, b string) bool { return a == "(not repeated)" || b == "(not repeated)" }, cmp.Ignore())

func trees(objects []manifest.Object) map[string]any {
	named := map[string]any{}
	for _, object := range objects {
		named[object.ID().String()] = object.Tree()
	}
	return named
}

func treesOf(t *testing.T, text []byte) map[string]any {
	t.Helper()
	objects, err := manifest.Parse("expected.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return trees(objects)
}

func deploymentSpec(t *testing.T, text []byte) map[string]any {
	t.Helper()
	for name, tree := range treesOf(t, text) {
		if strings.HasPrefix(name, "FlinkDeployment ") {
			return objectAt(tree, "spec")
		}
	}
	t.Fatal("there must be a FlinkDeployment")
	return nil
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
