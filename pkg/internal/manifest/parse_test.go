package manifest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

func TestParseReadsValuesAsKustomizeDoes(t *testing.T) {
	objects, err := manifest.Parse("a.yaml", []byte("# c\n---\napiVersion: v1\nkind: A\nmetadata: {name: a, labels: {}}\nspec: &x {on: on, n: null, f: 1.10, l: [null]}\n---\n---\napiVersion: b.c/v2\nkind: B\nmetadata: {name: b}\nspec: {<<: {z: 1}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(objects) != 2 {
		t.Fatalf("%d objects, want 2", len(objects))
	}
	if diff := cmp.Diff(manifest.ID{Group: "b.c", Version: "v2", Kind: "B", Name: "b"}, objects[1].ID()); diff != "" {
		t.Errorf("ID (-want +got):\n%s", diff)
	}
	want := []map[string]any{
		{"apiVersion": "v1", "kind": "A", "metadata": map[string]any{"name": "a"}, "spec": map[string]any{"on": "on", "f": 1.1, "l": []any{nil}}},
		{"apiVersion": "b.c/v2", "kind": "B", "metadata": map[string]any{"name": "b"}, "spec": map[string]any{"z": int64(1)}},
	}
	if diff := cmp.Diff(want, []map[string]any{objects[0].Tree(), objects[1].Tree()}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestParseNamesFileAndLine(t *testing.T) {
	const fine = "apiVersion: v1\nkind: A\nmetadata: {name: a}\n"
	tests := map[string]struct{ text, want string }{
		"nothing":         {"# only a comment\n", "a.yaml: must hold at least one object"},
		"no YAML":         {"a: b: c\n", "a.yaml:1:5: a value that holds a colon"},
		"a list":          {"\n- a\n", "a.yaml:2: must be an object with apiVersion, kind and metadata, not a list"},
		"second document": {fine + "---\nkind: B\n", "a.yaml:5: apiVersion must be a non-empty string, not nothing"},
		"a key twice":     {fine + "spec: {a: 1, a: 2}\n", `mapping key "a" already defined`},
		"a date":          {fine + "spec: {when: 2024-01-01}\n", "a.yaml:1: spec.when: a date or time must be quoted"},
		"keys of numbers": {fine + "spec: {1: a, x: b}\n", "spec: keys must be strings (quoted), not 1"},
		"a List":          {"apiVersion: v1\nkind: ConfigMapList\nitems: []\n", "kind ConfigMapList must be written as one document for each object"},
		"aliases without end": {"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
			"must not stand for more than 20000 values through aliases"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := manifest.Parse("a.yaml", []byte(test.text)); err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "a.yaml:") {
				t.Errorf("error = %v\nwant it to say %s", err, test.want)
			}
		})
	}
}

// TestMappingsThatWouldTakeMinutesAreRefused: the YAML library compares each key of a mapping with each.
func TestMappingsThatWouldTakeMinutesAreRefused(t *testing.T) {
	document := func(keys int) string {
		b := new(strings.Builder)
		b.WriteString("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n")
		for i := range keys {
			fmt.Fprintf(b, "  k%d: x\n", i)
		}
		return b.String()
	}
	if _, err := manifest.Parse("x.yaml", []byte(document(3_000)+"---\n"+strings.Replace(document(3_000), "name: x", "name: y", 1))); err != nil {
		t.Error(err)
	}
	for want, text := range map[string]string{
		"x.yaml:1: must have at most 10000 keys in a mapping, not 10001 as in line 5":                                      document(10_001),
		"x.yaml:20009: must not have several mappings with thousands of keys, of which that in line 20013 is one too many": strings.Repeat(document(9_999)+"---\n", 4),
	} {
		if _, err := manifest.Parse("x.yaml", []byte(text)); err == nil || err.Error() != want {
			t.Errorf("must be %q, not %v", want, err)
		}
	}
}
