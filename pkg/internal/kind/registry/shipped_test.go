package registry_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/preset"
)

func TestShippedPresetsAreValid(t *testing.T) {
	shipped := preset.Shipped()
	if len(shipped) < 3 {
		t.Fatalf("there must be at least 3 shipped presets, not %d", len(shipped))
	}
	for _, p := range shipped {
		if err := append(preset.Check(p), registry.CheckPreset(p)...).Err(); err != nil {
			t.Errorf("%s: %v", p.Document.File, err)
		}
		if got, want := p.Object.Metadata.Name, strings.TrimSuffix(p.Document.File, ".yaml"); got != want {
			t.Errorf("%s must have the name %s, not %s", p.Document.File, want, got)
		}
		if p.Document.APIVersion() != "flinkustomize.dev/v1alpha1" || p.Document.Kind() != "Preset" {
			t.Errorf("%s must be a Preset of flinkustomize.dev/v1alpha1", p.Document.File)
		}
	}
}

func TestTextIsTheFileOfAPreset(t *testing.T) {
	text, ok := preset.Text("kdp/v1")
	if !ok || !strings.Contains(string(text), "name: kdp/v1\n") {
		t.Errorf("got %v, %q", ok, text)
	}
	for _, name := range []string{"", "kdp", "kdp/v0", "../kdp/v1", "kdp/v1.yaml"} {
		if _, ok := preset.Text(name); ok {
			t.Errorf("there must be no preset %q", name)
		}
	}
}

// A workspace begins with a newest preset; the older ones are there for those that use them.
func TestNewestAreTheLastVersions(t *testing.T) {
	want := []string{"development-application/v1", "development/v2", "kdp-extras/v1", "kdp-streampark/v1", "kdp/v2", "production-application/v1", "production/v2"}
	if diff := cmp.Diff(want, preset.NewestNames()); diff != "" {
		t.Error(diff)
	}
}
