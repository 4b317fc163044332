package manifest_test

import (
	"math"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

func TestWhatYAMLOrKustomizeCannotHoldIsRefused(t *testing.T) {
	with := func(key string, value any) map[string]any {
		return object(map[string]any{"spec": map[string]any{"list": []any{map[string]any{key: value}}}})
	}
	deep := map[string]any{}
	for range 300 {
		deep = map[string]any{"a": deep}
	}
	tests := map[string]struct {
		tree map[string]any
		want string
	}{
		"NUL in a value":      {with("a", "x\x00"), `spec.list[0].a: value "x\x00" must not contain a NUL character`},
		"NUL in a key":        {with("x\x00", "a"), `spec.list[0]: key "x\x00" must not contain a NUL character`},
		"bytes that no text":  {with("a", "\xff"), `spec.list[0].a: value "\xff" must be valid UTF-8`},
		"DEL":                 {with("a", "x\x7f"), `spec.list[0].a: value "x\x7f" must not contain the control character U+007F`},
		"next line":           {with("a", "x\u0085"), "must not contain the control character U+0085"},
		"no character at all": {with("\uffff", "a"), "must not contain the control character U+FFFF"},
		"a merge key":         {with("<<", "a"), `key "<<" must not be used: YAML takes it for a merge`},
		"an empty key":        {with("", "a"), `key "" must not be empty`},
		"not a number":        {with("a", math.NaN()), "spec.list[0].a: must be a finite number, not NaN"},
		"a number too large":  {with("a", uint64(math.MaxUint64)), "must fit into 64 bits with a sign, not 18446744073709551615"},
		"a Go struct":         {with("a", struct{}{}), "must be a map, a list, a string, a number or a bool, not a struct {}"},
		"endless depth":       {object(map[string]any{"spec": deep}), "must not be nested deeper than 200 levels"},
		"no apiVersion":       {map[string]any{"kind": "A", "metadata": map[string]any{"name": "a"}}, "apiVersion must be a non-empty string, not nothing"},
		"a bad apiVersion":    {map[string]any{"apiVersion": "a/b/c", "kind": "A", "metadata": map[string]any{"name": "a"}}, `apiVersion must be a version or group/version, not "a/b/c"`},
		"a kind of no string": {map[string]any{"apiVersion": "v1", "kind": 1, "metadata": map[string]any{"name": "a"}}, "kind must be a non-empty string, not 1"},
		"metadata of no map":  {map[string]any{"apiVersion": "v1", "kind": "A", "metadata": "x"}, `A: metadata must be a map with a name, not "x"`},
		"generateName":        {map[string]any{"apiVersion": "v1", "kind": "A", "metadata": map[string]any{"generateName": "a"}}, "A: metadata.name must be a non-empty string, not nothing"},
		"no tree":             {nil, "apiVersion must be a non-empty string"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := manifest.FromTree(test.tree); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v\nwant it to say %s", err, test.want)
			}
		})
	}
	for name, obj := range map[string]runtime.Object{"nil": nil, "a nil pointer": (*corev1.Service)(nil), "no type": &corev1.Service{}} {
		if _, err := manifest.From(obj); err == nil {
			t.Errorf("From(%s) must be an error", name)
		}
	}
}

func TestNoFileIsWrittenOfWhatIsRefused(t *testing.T) {
	tests := map[string]struct {
		key   string
		value any
		want  string
	}{
		"NUL in a value":     {"a", "x\x00", `value "x\x00" must not contain a NUL character`},
		"NUL in a key":       {"x\x00", "a", `key "x\x00" must not contain a NUL character`},
		"NUL in a block":     {"a", "x\n\x00y\n", "must not contain a NUL character"},
		"bytes that no text": {"a", "\xff", "must be valid UTF-8"},
		"text that is cut":   {"a", "x\xe2\x80", "must be valid UTF-8"},
		"a key that is cut":  {"x\xe2\x80", "a", "must be valid UTF-8"},
		"a merge key":        {"<<", "a", `key "<<" must not be used`},
		"an empty key":       {"", "a", `key "" must not be empty`},
		"not a number":       {"a", math.NaN(), "must be a finite number, not NaN"},
		"no plain number":    {"a", int32(1), "must be a map, a list, a string, a number or a bool, not a int32"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			tree := map[string]any{test.key: test.value}
			for _, below := range []map[string]any{tree, {"data": tree}, {"flinkConfiguration": tree}, {"list": []any{nil, tree}}} {
				if content, err := manifest.EncodeTree("a test", below); err == nil || !strings.Contains(err.Error(), test.want) || content != nil {
					t.Errorf("EncodeTree(%v): error = %v\nwant it to say %s", below, err, test.want)
				}
			}
			_, err := manifest.EncodeOperations("a test", []manifest.Operation{{Op: "remove", Path: "/a"}, {Op: "add", Path: "/a", Value: tree}})
			if err == nil || !strings.Contains(err.Error(), "operation 1: value") || !strings.Contains(err.Error(), test.want) {
				t.Errorf("EncodeOperations: error = %v\nwant it to say %s", err, test.want)
			}
		})
	}
	if _, err := manifest.EncodeOperations("a test", []manifest.Operation{{Op: "remove", Path: "/\x00"}}); err == nil || !strings.Contains(err.Error(), "operation 0: path") {
		t.Errorf("error = %v; the path must be refused", err)
	}
}
