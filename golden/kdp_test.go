package golden

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/kustomize/api/krusty"
)

// kdpVectors holds, a folder a case, the objects that the Kubernetes Data Platform makes of an application.
const kdpVectors = "../../shared/kdp"

// Each of these cases is a session on the preset kdp/v1, written as a user of KDP would; kustomize must build of it
// what KDP makes of the application, but for kdpDifferences.
func TestSessionsOnThePresetOfKDPEqualItsApplications(t *testing.T) {
	if _, err := os.Stat(kdpVectors); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the vectors of KDP must be there: %v", err)
		}
		t.Skipf("the vectors of KDP are not there: %v", err)
	}
	for _, name := range []string{
		"05-flink-ha-off-extra",
		"13-flink-ha-k8s-hdfs-extra",
		"17-flink-ha-k8s-s3-hive-extra",
		"22-flink-ha-k8s-s3",
		"29-flink-ha-zk-hdfs-extra",
		"33-flink-ha-zk-s3-hive-extra",
	} {
		t.Run(name, func(t *testing.T) {
			expected, err := os.ReadFile(filepath.Join(kdpVectors, name, "expected.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			want := readKDPObjects(t, expected)
			bases, err := filepath.Glob(filepath.Join("kdp-"+name, "tree/flink/*/base"))
			if err != nil || len(bases) != 1 {
				t.Fatalf("there must be one session, not %q (%v)", bases, err)
			}
			got := readKDPObjects(t, run(t, bases[0], krusty.ReorderOptionUnspecified))
			for _, difference := range kdpDifferences {
				difference.even(t, want, got)
			}
			if diff := cmp.Diff(withoutEmpty(want), withoutEmpty(got)); diff != "" {
				t.Errorf("KDP's objects (-) and those of the session (+) differ:\n%s", diff)
			}
		})
	}
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
