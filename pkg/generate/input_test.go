package generate_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

func TestNilsOfAGoProgramAreRefused(t *testing.T) {
	session := logging("")
	session.Spec.LogConfiguration = nil
	_, err := generate.Specs(generate.Input{
		Sessions:     []*v1alpha1.FlinkSession{session, nil},
		Environments: []*v1alpha1.Environment{nil},
		Presets:      []*v1alpha1.Preset{nil},
	})
	const want = "Environments[0]: must not be nil\nPresets[0]: must not be nil\nSessions[1]: must not be nil"
	if err == nil || err.Error() != want {
		t.Errorf("error = %v\nwant %s", err, want)
	}
}

// What a Go program made stands in no file that anybody could select.
func TestNothingOfAGoProgramIsSelectedByFile(t *testing.T) {
	session := logging("")
	session.Spec.LogConfiguration = nil
	result, err := generate.Specs(generate.Input{
		Sessions:     []*v1alpha1.FlinkSession{session},
		Environments: []*v1alpha1.Environment{{Metadata: v1alpha1.Metadata{Name: "prod"}}},
		Presets:      []*v1alpha1.Preset{{Metadata: v1alpha1.PresetMetadata{Name: "own/v1"}, Spec: v1alpha1.PresetSpec{Description: "Ours."}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if folders, err := result.Select([]string{"flink"}, func(string) bool { return false }); err == nil {
		t.Errorf("the path must be refused, not select %v", folders)
	}
}
