package registry_test

import (
	"slices"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

func TestWhatRegistersClustersIsMadeAfterThem(t *testing.T) {
	names := registry.Names()
	sessions, streamParks := slices.Index(names, v1alpha1.KindFlinkSession), slices.Index(names, v1alpha1.KindStreamPark)
	if sessions < 0 || streamParks < sessions {
		t.Errorf("StreamPark, which registers sessions, must stand after FlinkSession in %v", names)
	}
}

func TestKindsAreFoundByTheirNames(t *testing.T) {
	for _, kind := range registry.All() {
		if found, ok := registry.Named(kind.Name()); !ok || found != kind {
			t.Errorf("%s must be found, not %v", kind.Name(), found)
		}
		if document := kind.New(); document.KindName() != kind.Name() {
			t.Errorf("a new %s must be one, not a %s", kind.Name(), document.KindName())
		}
	}
	if found, ok := registry.Named(v1alpha1.KindEnvironment); ok {
		t.Errorf("Environment is no kind of spec, and is %v", found)
	}
}

// What list and show say of a kind, the kind says itself.
func TestEveryKindSaysWhatItIs(t *testing.T) {
	for _, k := range registry.All() {
		targets, _ := k.Targets(k.Document(k.New()), kind.Known{}) // an empty one lacks much
		if shown := targets.Base.Effective(); shown.KindName() != k.Name() {
			t.Errorf("%s is shown as a %s", k.Name(), shown.KindName())
		}
		if _, err := targets.Base.Inventory(nil); err != nil {
			t.Errorf("%s: %v", k.Name(), err)
		}
		if !k.Operates() && targets.Base.FromSettings()["namespace"] != "namespace" { // an operator runs in no environment
			t.Errorf("%s must say which of its defaults are settings", k.Name())
		}
	}
}

// A preset is checked by each kind that it gives something, and one with settings alone by one kind, so that its settings
// are checked, too.
func TestEveryPartOfAPresetIsChecked(t *testing.T) {
	for name, test := range map[string]struct {
		spec v1alpha1.PresetSpec
		want []string // paths
	}{
		"both": {
			v1alpha1.PresetSpec{Session: &v1alpha1.FlinkSessionSpec{Preset: "a/v1"}, StreamPark: &v1alpha1.StreamParkSpec{Preset: "a/v1"}},
			[]string{"spec.session.preset", "spec.streamPark.preset"},
		},
		"settings": {
			v1alpha1.PresetSpec{Environment: &v1alpha1.EnvironmentSpec{Name: "prod"}},
			[]string{"spec.environment.name"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			preset := &v1alpha1.Preset{Metadata: v1alpha1.PresetMetadata{Name: "platform/v1"}, Spec: test.spec}
			var got []string
			for _, finding := range registry.CheckPreset(resolve.Source[v1alpha1.Preset]{Object: preset}).Sorted() {
				got = append(got, finding.Path.String())
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("findings are about %v, want %v", got, test.want)
			}
		})
	}
}
