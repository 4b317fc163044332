package kustomization_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// checkSeed builds the App of a seed and compares with what kustomize makes of
// it; for some, also what the CLI makes of it with what Flux does.
func checkSeed(t *testing.T, seed uint64) {
	t.Helper()
	app := random{rand.New(rand.NewPCG(seed, 1))}.app()
	folder, err := kustomization.Build(app)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	for path, content := range folder.All() {
		if strings.Contains(path, "/resources/") && !bytes.HasPrefix(content, []byte(manifest.Header(app.From))) {
			continue // the user's own, byte for byte
		}
		if bytes.Contains(content, []byte("\n---")) || bytes.Count(content, []byte("$patch: delete")) > 1 {
			t.Errorf("seed %d: %s must be one document:\n%s", seed, path, content)
		}
	}
	if err := kustomization.Verify(folder, app); err != nil {
		for path, content := range folder.All() {
			t.Logf("%s:\n%s", path, content)
		}
		t.Fatalf("seed %d: %v", seed, err)
	}
	if seed%4 == 0 {
		if _, err := build(t, disk(t, folder), "/flink/analytics/overlays/prod"); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

func TestEveryRandomOverlayBuildsWhatWasAskedFor(t *testing.T) {
	for seed := range uint64(160) { // two overlays each
		checkSeed(t, seed)
	}
}

func FuzzOverlay(f *testing.F) {
	for seed := range uint64(4) {
		f.Add(seed)
	}
	f.Fuzz(checkSeed)
}
