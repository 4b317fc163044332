package generate_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

func platform(session *v1alpha1.FlinkSessionSpec) *v1alpha1.Preset {
	return &v1alpha1.Preset{
		Metadata: v1alpha1.PresetMetadata{Name: "platform/v1"},
		Spec:     v1alpha1.PresetSpec{Description: "Sessions of the platform", Session: session},
	}
}

func sessionOn(preset, name string) *v1alpha1.FlinkSession {
	return &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: name},
		Spec: v1alpha1.FlinkSessionSpec{
			Preset:    preset,
			Namespace: "streaming",
			Cluster: v1alpha1.Cluster{
				FlinkVersion: "1.20.3",
			},
			Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
		},
	}
}

func TestAProgramsOwnPresetStandsBesideTheShippedOnes(t *testing.T) {
	result, err := generate.Specs(generate.Input{
		Specs: []v1alpha1.Spec{sessionOn("platform/v1", "analytics"), sessionOn("development/v1", "reports")},
		Presets: []*v1alpha1.Preset{platform(&v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				JobManager:  &v1alpha1.JobManager{Memory: "3Gi"},
				TaskManager: &v1alpha1.TaskManager{Memory: "5Gi"},
			},
		})},
	})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"flink/analytics/base/flinkdeployment.yaml": "memory: 3Gi",
		"flink/reports/base/flinkdeployment.yaml":   "memory: 1600m",
	} {
		if text, ok := result.Tree.File(path); !ok || !strings.Contains(string(text), want) {
			t.Errorf("%s must hold %q:\n%s", path, want, text)
		}
	}
}

func TestAPresetThatIsWrongIsReportedOnce(t *testing.T) {
	named := func(name string) *v1alpha1.Preset {
		p := platform(nil)
		p.Metadata.Name = name
		return p
	}
	for what, test := range map[string]struct {
		presets []*v1alpha1.Preset
		want    string
	}{
		"a bad value": {
			[]*v1alpha1.Preset{platform(&v1alpha1.FlinkSessionSpec{Cluster: v1alpha1.Cluster{JobManager: &v1alpha1.JobManager{Memory: "1.5Gi"}}})},
			`Preset platform/v1: spec.session.jobManager.memory: must be a whole number with a unit, such as 2048m or 2Gi, not "1.5Gi"`,
		},
		"a bad setting": {
			[]*v1alpha1.Preset{{Metadata: platform(nil).Metadata, Spec: v1alpha1.PresetSpec{Description: "x", Environment: &v1alpha1.EnvironmentSpec{Namespace: "A"}}}},
			`Preset platform/v1: spec.environment.namespace: must be a namespace: at most 63 lower-case letters, digits and dashes, such as streaming-prod, not "A"`,
		},
		"what only a session can say": {
			[]*v1alpha1.Preset{platform(&v1alpha1.FlinkSessionSpec{
				Preset: "kdp/v1", Resources: []string{"a.yaml"},
				Environment:  &v1alpha1.EnvironmentSpec{Namespace: "A"},
				Environments: map[string]v1alpha1.FlinkSessionSpec{"prod": {Preset: "none"}},
				Cluster: v1alpha1.Cluster{
					LogConfiguration: map[string]*v1alpha1.TextFile{"log4j-console.properties": {File: "log4j.properties"}},
				},
			})},
			`Preset platform/v1: spec.session.environment: must not be set in a preset: settings belong in spec.environment of the preset
Preset platform/v1: spec.session.environments: must not be set in a preset: only a document that uses it names environments
Preset platform/v1: spec.session.logConfiguration[log4j-console.properties]: must be text in a preset, not the file "log4j.properties": files belong to sessions
Preset platform/v1: spec.session.preset: must not be set in a preset
Preset platform/v1: spec.session.resources: must not be set in a preset: only a document that uses it may add manifests`,
		},
		"a shipped name": {
			[]*v1alpha1.Preset{platform(nil), named("kdp/v1")},
			`Preset kdp/v1: metadata.name: must not be kdp/v1: that preset is shipped; choose another name, such as platform/v1`,
		},
		"a name twice": {
			[]*v1alpha1.Preset{platform(nil), platform(nil)},
			`Preset platform/v1: metadata.name: must be unique: there is another Preset platform/v1`,
		},
		"a name without a version": {
			[]*v1alpha1.Preset{platform(nil), named("platform")},
			`Preset platform: metadata.name: must be a name and a version, such as platform/v1, not "platform"`,
		},
		"no description": {
			[]*v1alpha1.Preset{{Metadata: v1alpha1.PresetMetadata{Name: "platform/v1"}}},
			`Preset platform/v1: spec.description: must be set to what sessions get, in one line`,
		},
		"a description of two lines": {
			[]*v1alpha1.Preset{{Metadata: v1alpha1.PresetMetadata{Name: "platform/v1"}, Spec: v1alpha1.PresetSpec{Description: "a\nb"}}},
			`Preset platform/v1: spec.description: must be one line of text, not "a\nb"`,
		},
	} {
		t.Run(what, func(t *testing.T) {
			// Neither session has what it needs without its preset; that must not be said beside the preset's own errors.
			sessions := []v1alpha1.Spec{sessionOn("platform/v1", "analytics"), sessionOn("platform/v1", "reports")}
			if test.presets[len(test.presets)-1].Metadata.Name != "platform/v1" {
				sessions = nil
			}
			_, err := generate.Specs(generate.Input{Specs: sessions, Presets: test.presets})
			if err == nil {
				t.Fatal("the preset must be refused")
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
