package manifest_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

func TestLinesAreThoseOfATree(t *testing.T) {
	for _, text := range []string{"a", "on", "1.0", "", "a: b", "#", "x\ty", "two\nlines", "ends\n", " blank", "\u200b", "é", "~", "- a"} {
		want, err := manifest.EncodeTree("a test", map[string]any{
			"kind": "A", "name": text, "resources": []any{text}, "patches": []any{map[string]any{"path": text, "target": map[string]any{"name": text}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		lines := manifest.NewLines("a test")
		lines.Line("kind: A")
		lines.Text("name: ", text, 2)
		lines.Line("resources:")
		lines.Text("- ", text, 2)
		lines.Line("patches:")
		lines.Text("- path: ", text, 4)
		lines.Line("  target:")
		lines.Text("    name: ", text, 6)
		if got, err := lines.Done(); err != nil || string(got) != string(want) {
			t.Errorf("%q: %v\n%s\nwant\n%s", text, err, got, want)
		}
	}
}

func TestLinesRefuseWhatATreeRefuses(t *testing.T) {
	for text, want := range map[string]string{"x\x00": "NUL", "\xff": "valid UTF-8", "x\u0085": "U+0085"} {
		lines := manifest.NewLines("a test")
		lines.Text("name: ", text, 2)
		lines.Text("path: ", "good", 2)
		if content, err := lines.Done(); err == nil || content != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error = %v; it must say %s", text, err, want)
		}
	}
}
