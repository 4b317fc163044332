package schema_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/schema"
)

// The generator reads the types, their comments and the patterns of the checks, so a change of any of them shows here.
func TestSchemasAreGeneratedFromTheTypes(t *testing.T) {
	generated := t.TempDir()
	if printed, err := exec.Command("go", "run", "../../.ci/schema", generated).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	want, err := filepath.Glob(filepath.Join(generated, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range want {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		committed, err := os.ReadFile(filepath.Base(file))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(text), string(committed)); diff != "" {
			t.Errorf("run make generate: %s is not what the types say (-types +committed):\n%s", filepath.Base(file), diff)
		}
	}
	committed, err := filepath.Glob("*.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(committed) != len(want) {
		t.Errorf("there must be %d schemas, not %q", len(want), committed)
	}
}

func TestEveryKindHasASchemaOfItsOwn(t *testing.T) {
	for _, kind := range schema.Kinds() {
		text, ok := schema.OfKind(kind)
		var s struct {
			Properties struct{ Kind struct{ Const string } }
		}
		if err := json.Unmarshal(text, &s); err != nil || !ok || s.Properties.Kind.Const != kind {
			t.Errorf("%s: got that of %q, %t (%v)", kind, s.Properties.Kind.Const, ok, err)
		}
	}
	if _, ok := schema.OfKind("flinksession"); ok {
		t.Error("there must be no schema of flinksession")
	}
}

func TestAnyIsTheSchemaOfEveryKind(t *testing.T) {
	var s struct {
		Properties struct{ Kind struct{ Enum []string } }
	}
	if err := json.Unmarshal(schema.Any(), &s); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(schema.Kinds(), s.Properties.Kind.Enum); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
}
