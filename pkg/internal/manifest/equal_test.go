package manifest_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

func TestEqual(t *testing.T) {
	tree := func(value any) any {
		return map[string]any{"a": []any{map[string]any{"b": value}, nil, true, int64(1)}}
	}
	for _, test := range []struct {
		name string
		a, b any
		want bool
	}{
		{"the same", tree("x"), tree("x"), true},
		{"another text", tree("x"), tree("y"), false},
		{"a text and a number", tree("1"), tree(int64(1)), false},
		{"a whole number and a fraction", tree(int64(1)), tree(1.0), false},
		{"nothing and an empty map", nil, map[string]any{}, false},
		{"an empty map and an empty list", map[string]any{}, []any{}, false},
		{"null and a key less", map[string]any{"a": nil}, map[string]any{"b": nil}, false},
		{"lists of different lengths", []any{"a"}, []any{"a", "b"}, false},
		{"what is no plain value", []string{"a"}, []string{"a"}, true},
	} {
		if got := manifest.Equal(test.a, test.b); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
		if got := manifest.Equal(test.b, test.a); got != test.want {
			t.Errorf("%s, the other way round: %v, want %v", test.name, got, test.want)
		}
	}
}
