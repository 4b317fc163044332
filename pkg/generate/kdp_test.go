package generate_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

// kdpVectors holds, a folder a case, the objects that the Kubernetes Data Platform makes of an application.
const kdpVectors = "../../../shared/kdp"

// Whatever way a session of KDP is written, kustomize must build of it what KDP makes of its application, but for
// kdpDifferences.
func TestSessionsEqualTheApplicationsOfKDP(t *testing.T) {
	if _, err := os.Stat(kdpVectors); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the vectors of KDP must be there: %v", err)
		}
		t.Skipf("the vectors of KDP are not there: %v", err)
	}
	vectors, err := filepath.Glob(kdpVectors + "/*-flink-*")
	if err != nil || len(vectors) < 12 {
		t.Fatalf("there must be the 12 vectors of sessions, not %q (%v)", vectors, err)
	}
	for _, vector := range vectors {
		app := kdpSession{readKDPApplication[kdpSessionProperties](t, vector)}
		for form, session := range map[string]*v1alpha1.FlinkSession{
			"preset":                     app.onPreset(),
			"preset with literal extras": app.onPresetWithLiteralExtras(),
			"first version of preset":    app.onFirstPreset(),
			"typed fields":               app.typed(t),
			"literal configuration":      app.literal(t),
		} {
			t.Run(filepath.Base(vector)+"/"+form, func(t *testing.T) {
				equalKDP(t, app.expected, buildBase(t, generate.Input{Specs: []v1alpha1.Spec{session}}, "flink/"+app.Metadata.Name))
			})
		}
	}
}

// The reviewed trees say how a user of KDP writes a session.
func TestReviewedSessionsEqualTheApplicationsOfKDP(t *testing.T) {
	if _, err := os.Stat(kdpVectors); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the vectors of KDP must be there: %v", err)
		}
		t.Skipf("the vectors of KDP are not there: %v", err)
	}
	cases, err := filepath.Glob("../../golden/kdp-*-flink-*")
	if err != nil || len(cases) < 6 {
		t.Fatalf("there must be 6 reviewed sessions, not %q (%v)", cases, err)
	}
	for _, name := range cases {
		t.Run(name, func(t *testing.T) {
			expected, err := os.ReadFile(filepath.Join(kdpVectors, strings.TrimPrefix(filepath.Base(name), "kdp-"), "expected.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			bases, err := filepath.Glob(filepath.Join(name, "tree/flink/*/base"))
			if err != nil || len(bases) != 1 {
				t.Fatalf("there must be one session, not %q (%v)", bases, err)
			}
			equalKDP(t, expected, run(t, bases[0]))
		})
	}
}

// equalKDP compares what KDP makes with what kustomize builds, but for kdpDifferences.
func equalKDP(t *testing.T, expected, built []byte) {
	t.Helper()
	want, got := readKDPObjects(t, expected), readKDPObjects(t, built)
	for _, difference := range kdpDifferences {
		difference.even(t, want, got)
	}
	if diff := cmp.Diff(withoutEmpty(want), withoutEmpty(got)); diff != "" {
		t.Errorf("KDP's objects (-) and those of the session (+) differ:\n%s", diff)
	}
}

// buildBase generates a tree and has kustomize build the base in one of its folders.
func buildBase(t *testing.T, in generate.Input, folder string) []byte {
	t.Helper()
	result, err := generate.Specs(in)
	if err != nil {
		t.Fatal(err)
	}
	disk := filesys.MakeFsInMemory()
	for path, content := range result.Tree.All() {
		if err := disk.WriteFile(path, content); err != nil {
			t.Fatal(err)
		}
	}
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(disk, folder+"/base")
	if err != nil {
		t.Fatal(err)
	}
	text, err := built.AsYaml()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// kdpObjects are the objects of one application, by kind: there is one of each.
type kdpObjects = map[string]any

func readKDPObjects(t *testing.T, text []byte) kdpObjects {
	t.Helper()
	objects := kdpObjects{}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	for {
		var object map[string]any
		if err := decoder.Decode(&object); errors.Is(err, io.EOF) {
			return objects
		} else if err != nil {
			t.Fatal(err)
		}
		kind, _ := object["kind"].(string)
		if _, double := objects[kind]; double {
			t.Fatalf("there must be one %s", kind)
		}
		objects[kind] = object
	}
}

// objectAt is the map that a path leads to; one that is not there is empty, and what is put there is lost.
func objectAt(value any, path ...any) map[string]any {
	found, ok := at(value, path...).(map[string]any)
	if !ok {
		return map[string]any{}
	}
	return found
}

// listAt is the list that a path leads to; nil where there is none.
func listAt(value any, path ...any) []any {
	found, _ := at(value, path...).([]any)
	return found
}

// withoutEmpty leaves out empty maps and lists, at any depth.
func withoutEmpty(value any) any {
	switch value := value.(type) {
	case map[string]any:
		kept := map[string]any{}
		for key, child := range value {
			if child := withoutEmpty(child); child != nil {
				kept[key] = child
			}
		}
		if len(kept) == 0 {
			return nil
		}
		return kept
	case []any:
		var kept []any
		for _, child := range value {
			kept = append(kept, withoutEmpty(child))
		}
		if len(kept) == 0 {
			return nil
		}
		return kept
	}
	return value
}

// run is what kustomize builds of a folder.
func run(t *testing.T, dir string) []byte {
	t.Helper()
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), dir)
	if err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	text, err := built.AsYaml()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// at follows keys, and numbers into lists, through a tree.
func at(tree any, keys ...any) any {
	for _, key := range keys {
		switch key := key.(type) {
		case string:
			tree, _ = tree.(map[string]any)[key]
		case int:
			list, _ := tree.([]any)
			if key >= len(list) {
				return nil
			}
			tree = list[key]
		}
		if tree == nil {
			return nil
		}
	}
	return tree
}
