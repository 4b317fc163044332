package decode_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

func TestContentIsWhatKubectlSends(t *testing.T) {
	documents, err := decode.Manifests("a.yaml", []byte(`
plain: [on, off, yes, y, True, 1.10, 012, 0x1F, 1_000, .5, 12:30, 2026-01-01, ~, null, 1e3, +1, -0.5, text, "on", 'on', "1"]
block: |
  on
tagged: !!str 1
empty:
base: &base {a: 1, b: 2}
merged:
  <<: *base
  b: 3
twice:
  <<: [{c: 1}, {c: 2, d: 4}]
alias: *base
`))
	if err != nil || len(documents) != 1 {
		t.Fatalf("must be one document: %v", err)
	}
	want := map[string]any{
		"plain": []any{
			true, false, true, true, true, 1.1, int64(10), int64(31), int64(1000), 0.5, "12:30", "2026-01-01", nil, nil, 1000.0, int64(1), -0.5, "text",
			"on", "on", "1",
		},
		"block":  "on\n",
		"tagged": "1",
		"empty":  nil,
		"base":   map[string]any{"a": int64(1), "b": int64(2)},
		"merged": map[string]any{"a": int64(1), "b": int64(3)},
		"twice":  map[string]any{"c": int64(1), "d": int64(4)},
		"alias":  map[string]any{"a": int64(1), "b": int64(2)},
	}
	if diff := cmp.Diff(want, documents[0].Content()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestManifestsLeavesOutWhatIsNoMapping(t *testing.T) {
	documents, err := decode.Manifests("a.yaml", []byte("- a\n---\ntext\n---\na: 1\n"))
	if err != nil || len(documents) != 1 || documents[0].Content()["a"] != int64(1) {
		t.Errorf("must be the last document alone, not %d: %v", len(documents), err)
	}
	if _, err := decode.Manifests("a.yaml", []byte("a: 1\na: 2\n")); err == nil {
		t.Error("a key that is given twice must be refused")
	}
}
