package flatconfiguration_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/flatconfiguration"
)

func TestValues(t *testing.T) {
	for _, test := range []struct {
		name  string
		value any
		want  map[string]string
	}{
		{"flat", map[string]any{"a.b": "c"}, map[string]string{"a.b": "c"}},
		{"nested", map[string]any{"a": map[string]any{"b.c": map[string]any{"d": "e"}}}, map[string]string{"a.b.c.d": "e"}},
		{"a list", map[string]any{"a": []any{"b", int64(1), true, map[string]any{}}}, map[string]string{"a": "b;1;true;"}},
		{"nothing in it", map[string]any{"a": []any{}, "b": map[string]any{}}, map[string]string{}},
		{"null", map[string]any{"a": nil}, map[string]string{"a": "null"}},
		{"booleans and whole numbers", map[string]any{"a": true, "b": int64(4), "c": 4.0, "d": json.Number("4")}, map[string]string{"a": "true", "b": "4", "c": "4", "d": "4"}},
		{"fractions", map[string]any{"a": 0.5, "b": 0.00025, "c": json.Number("4.0"), "d": json.Number("1e10"), "e": json.Number("-1.5e-7"), "f": json.Number("0.0"), "g": 1e300},
			map[string]string{"a": "0.5", "b": "2.5E-4", "c": "4.0", "d": "1.0E10", "e": "-1.5E-7", "f": "0.0", "g": "1.0E300"}},
		{"the later of two in order of keys", map[string]any{"a": map[string]any{"b": "1"}, "a.b": "2"}, map[string]string{"a.b": "2"}},
		{"no mapping", []any{"a"}, map[string]string{}},
		{"nothing", nil, map[string]string{}},
	} {
		if diff := cmp.Diff(test.want, flatconfiguration.Values(test.value)); diff != "" {
			t.Errorf("%s:\n%s", test.name, diff)
		}
	}
}

// TestWalk: the path is that of the value, as it stands.
func TestWalk(t *testing.T) {
	var got []string
	value := map[string]any{"s3": map[string]any{"endpoint": "x"}, "a.b": []any{"c"}}
	flatconfiguration.Walk(value, diagnostic.Path{}.Child("spec"), func(key, text string, at diagnostic.Path) {
		got = append(got, key+"="+text+" "+at.String())
	})
	if diff := cmp.Diff([]string{"a.b=c spec[a.b]", "s3.endpoint=x spec.s3.endpoint"}, got); diff != "" {
		t.Error(diff)
	}
}
