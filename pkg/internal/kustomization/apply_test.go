package kustomization

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	jsonpatch "gopkg.in/evanphx/json-patch.v4"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// TestPatchesAreAppliedAsALibraryAppliesThem holds the proof to what others take a JSON patch for.
func TestPatchesAreAppliedAsALibraryAppliesThem(t *testing.T) {
	base := `{"a": {"b": 1, "c/d~e": "x", "n": {"m": true}}, "list": [{"name": "a"}, {"name": "b", "l": [1, 2]}, 3]}`
	tests := []manifest.Operation{
		{Op: "add", Path: "/a/new", Value: map[string]any{"x": "y"}},
		{Op: "add", Path: "/a/b", Value: "replaces"},
		{Op: "add", Path: "/a/n/o", Value: []any{"x"}},
		{Op: "add", Path: "/list/0", Value: "first"},
		{Op: "add", Path: "/list/3", Value: "last"},
		{Op: "add", Path: "/list/-", Value: "last"},
		{Op: "add", Path: "/list/1/l/1", Value: 1.5},
		{Op: "replace", Path: "/a", Value: "gone"},
		{Op: "replace", Path: "/a/c~1d~0e", Value: "y"},
		{Op: "replace", Path: "/list/1/l/0", Value: "y"},
		{Op: "remove", Path: "/a/c~1d~0e"},
		{Op: "remove", Path: "/list/0"},
		{Op: "remove", Path: "/list/1/l"},
		{Op: "test", Path: "/list/1/name", Value: "b"},
		{Op: "test", Path: "/list/1", Value: map[string]any{"name": "b", "l": []any{1.0, 2.0}}},

		{Op: "test", Path: "/list/1/name", Value: "a"},
		{Op: "test", Path: "/a/none", Value: "a"},
		{Op: "add", Path: "/none/x", Value: "a"},
		{Op: "add", Path: "/list/4", Value: "a"},
		{Op: "add", Path: "/list/x", Value: "a"},
		{Op: "add", Path: "/a/b/x", Value: "a"},
		{Op: "replace", Path: "/list/3", Value: "a"},
		{Op: "remove", Path: "/a/none"},
		{Op: "remove", Path: "/list/3"},
	}
	for _, operation := range tests {
		t.Run(fmt.Sprint(operation.Op, operation.Path), func(t *testing.T) {
			written, err := json.Marshal([]any{operation.Tree()})
			if err != nil {
				t.Fatal(err)
			}
			library, err := jsonpatch.DecodePatch(written)
			if err != nil {
				t.Fatal(err)
			}
			document, wantErr := library.Apply([]byte(base))
			got, gotErr := patch{operations: []manifest.Operation{operation}}.apply(parse(t, base))
			if (wantErr == nil) != (gotErr == nil) {
				t.Fatalf("library: %v; here: %v", wantErr, gotErr)
			}
			if wantErr != nil {
				return
			}
			if diff := cmp.Diff(any(parse(t, string(document))), got); diff != "" {
				t.Errorf("(-library +here):\n%s", diff)
			}
		})
	}
}

func TestMergesAreAppliedAsALibraryAppliesThem(t *testing.T) {
	base := `{"a": {"b": 1, "c": {"d": 2}}, "e": [1], "f": "x"}`
	for _, merge := range []string{
		`{}`, `{"a": null}`, `{"a": {"b": null}}`, `{"a": {"b": {"x": 1}}}`, `{"a": {"c": {"y": "z"}}}`,
		`{"e": [2, 3]}`, `{"f": {"g": {"h": 1}}}`, `{"new": {"x": {"y": 1}}}`, `{"none": null}`,
	} {
		document, err := jsonpatch.MergePatch([]byte(base), []byte(merge))
		if err != nil {
			t.Fatal(err)
		}
		tree := parse(t, base)
		got, err := patch{merge: parse(t, merge)}.apply(tree)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(any(parse(t, string(document))), got); diff != "" {
			t.Errorf("%s (-library +here):\n%s", merge, diff)
		}
		if diff := cmp.Diff(parse(t, base), tree); diff != "" {
			t.Errorf("%s must not change the base:\n%s", merge, diff)
		}
	}
}

func parse(t *testing.T, document string) map[string]any {
	t.Helper()
	var tree map[string]any
	if err := json.Unmarshal([]byte(document), &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}
