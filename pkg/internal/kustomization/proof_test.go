package kustomization

import (
	"math"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

const (
	provedBase = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: '1', gone: '1'}\nlist: [a, b]\n"
	provedWant = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: '2'}\nlist: [a, c]\n"
)

func proofObject(t *testing.T, text string) manifest.Object {
	t.Helper()
	objects, err := manifest.Parse("a.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return objects[0]
}

func TestTheProofRefusesPatchesThatGiveAnotherObject(t *testing.T) {
	merge := func(data map[string]any) map[string]any { return map[string]any{"data": data} }
	list := []manifest.Operation{{Op: "replace", Path: "/list/1", Value: "c"}}
	tests := map[string]struct {
		patch patch
		want  string
	}{
		"no patch":                {patch{}, `data.gone must be absent, but is "1"`},
		"another value":           {patch{merge(map[string]any{"x": "3", "gone": nil}), list}, `data.x must be "2", but is "3"`},
		"a key that stays":        {patch{merge(map[string]any{"x": "2"}), list}, `data.gone must be absent, but is "1"`},
		"a key too many":          {patch{merge(map[string]any{"x": "2", "gone": nil, "y": "1"}), list}, `data.y must be absent, but is "1"`},
		"a key that is lost":      {patch{merge(map[string]any{"x": nil, "gone": nil}), list}, `data.x must be "2", but is missing`},
		"a missing operation":     {patch{merge(map[string]any{"x": "2", "gone": nil}), nil}, `list[1] must be "c", but is "b"`},
		"another element":         {patch{merge(map[string]any{"x": "2", "gone": nil}), []manifest.Operation{{Op: "replace", Path: "/list/0", Value: "c"}}}, `list[0] must be "a", but is "c"`},
		"an element too many":     {patch{merge(map[string]any{"x": "2", "gone": nil}), append(list, manifest.Operation{Op: "add", Path: "/list/-", Value: "d"})}, `list must have 2 elements, but has 3`},
		"an operation that fails": {patch{merge(map[string]any{"x": "2", "gone": nil}), []manifest.Operation{{Op: "replace", Path: "/list/2", Value: "c"}}}, `replace /list/2: `},
		"a number in text's place": {patch{merge(map[string]any{"x": int64(2), "gone": nil}), list},
			`data.x must be "2", but is 2`},
	}
	base, want := proofObject(t, provedBase), proofObject(t, provedWant)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := test.patch.prove(base, want); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v\nwant it to say %s", err, test.want)
			}
		})
	}
	if _, err := patchOf(base, want).prove(base, want); err != nil {
		t.Errorf("the patch that is computed must be proved: %v", err)
	}
}

// No patch gives an object with a value that differs from itself, so that Build must say so if it proves its patches at all.
func TestBuildWritesNoPatchThatIsNotProved(t *testing.T) {
	want := proofObject(t, provedWant)
	want.Tree()["data"].(map[string]any)["x"] = math.NaN()
	of := func(object manifest.Object) Variant {
		return Variant{Files: []File{{Name: "configmap.yaml", Object: object}}}
	}
	_, err := Build(App{
		Path: "flink/a", From: "FlinkSession a", Base: of(proofObject(t, provedBase)),
		Overlays: []Overlay{{Name: "prod", Variant: of(want)}},
	})
	const refusal = "internal error: the patch for ConfigMap a is wrong: data.x must be NaN, but is NaN"
	if err == nil || !strings.Contains(err.Error(), refusal) {
		t.Errorf("error = %v\nwant it to say %s", err, refusal)
	}
}
