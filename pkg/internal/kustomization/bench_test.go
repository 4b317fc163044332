package kustomization_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
)

// threeOverlays is an App with 6 objects in its base and in each overlay.
func threeOverlays(b *testing.B) kustomization.App {
	app := session(b, baseSession)
	app.Overlays = nil
	for i, name := range []string{"dev", "test", "prod"} {
		changed := strings.NewReplacer("replicas: 1", fmt.Sprintf("replicas: %d", i+2), "registry/side:1", fmt.Sprintf("registry/side:%d", i+2)).Replace(baseSession)
		overlay := session(b, changed).Overlays[0]
		overlay.Name = name
		overlay.Files = append(overlay.Files[:1], overlay.Files[6:]...)
		app.Overlays = append(app.Overlays, overlay)
	}
	return app
}

func BenchmarkBuild(b *testing.B) {
	app := threeOverlays(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := kustomization.Build(app); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	app := threeOverlays(b)
	folder, err := kustomization.Build(app)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := kustomization.Verify(folder, app); err != nil {
			b.Fatal(err)
		}
	}
}
