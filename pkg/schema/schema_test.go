package schema_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/schema"
)

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
