package session_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// A preset serves many environments, so it cannot name one.
func TestAPresetNamesNoEnvironment(t *testing.T) {
	preset := &v1alpha1.Preset{
		Metadata: v1alpha1.PresetMetadata{Name: "platform/v1"},
		Spec:     v1alpha1.PresetSpec{Description: "d", Environment: &v1alpha1.EnvironmentSpec{Name: "prod"}},
	}
	errs := session.CheckPreset(resolve.Source[v1alpha1.Preset]{Object: preset})
	if len(errs) != 1 || !strings.Contains(errs.Error(), "spec.environment.name: must not be set here") {
		t.Errorf("the name must be refused: %v", errs)
	}
}
