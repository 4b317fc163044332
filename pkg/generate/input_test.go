package generate_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

func TestNilsOfAGoProgramAreRefused(t *testing.T) {
	session := logging("")
	session.Spec.LogConfiguration = nil
	_, err := generate.Specs(generate.Input{
		Specs:        []v1alpha1.Spec{session, nil, (*v1alpha1.FlinkSession)(nil)},
		Environments: []*v1alpha1.Environment{nil},
		Presets:      []*v1alpha1.Preset{nil},
	})
	const want = "Environments[0]: must not be nil\nPresets[0]: must not be nil\nSpecs[1]: must not be nil\nSpecs[2]: must not be nil"
	if err == nil || err.Error() != want {
		t.Errorf("error = %v\nwant %s", err, want)
	}
}

// unknownKind is a spec that is none of ours.
type unknownKind struct{}

func (unknownKind) KindName() string                  { return "FlinkCluster" }
func (unknownKind) ObjectMetadata() v1alpha1.Metadata { return v1alpha1.Metadata{} }
func (unknownKind) Common() v1alpha1.Common           { return v1alpha1.Common{} }

// Whatever a Go program leaves out, it gets an error and no panic.
func TestWhatAGoProgramLeavesOutIsAnError(t *testing.T) {
	of := func(w *workspace.Workspace) error { _, err := generate.Workspace(w); return err }
	_, empty := generate.Specs(generate.Input{})
	_, unused := generate.Specs(generate.Input{Environments: []*v1alpha1.Environment{{Metadata: v1alpha1.Metadata{Name: "prod"}}}})
	none := "there is " + registry.Listed("no ", " and ") + " to make a tree of: give at least one"
	_, foreign := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{unknownKind{}}})
	for name, test := range map[string]struct {
		err  error
		want string
	}{
		"no input":                    {empty, none},
		"an input without a spec":     {unused, none},
		"no workspace":                {of(nil), "there is no workspace: load one with workspace.Load"},
		"a workspace that is zero":    {of(&workspace.Workspace{}), "there is no workspace: load one with workspace.Load"},
		"a type of the program's own": {foreign, "Specs[0]: must be " + registry.Listed("a ", " or ") + ", not generate_test.unknownKind"},
	} {
		if test.err == nil || test.err.Error() != test.want {
			t.Errorf("%s: error = %v\nwant %s", name, test.err, test.want)
		}
	}
}

// Each of them lacks its name, and that is all that is said of the name.
func TestAMissingNameIsSaidOnce(t *testing.T) {
	for what, in := range map[string]generate.Input{
		"a session":                      {Specs: []v1alpha1.Spec{&v1alpha1.FlinkSession{}}},
		"a console":                      {Specs: []v1alpha1.Spec{&v1alpha1.StreamPark{}}},
		"a session with its environment": {Specs: []v1alpha1.Spec{&v1alpha1.FlinkSession{Spec: v1alpha1.FlinkSessionSpec{Environment: &v1alpha1.EnvironmentSpec{Namespace: "streaming"}}}}},
	} {
		_, err := generate.Specs(in)
		var found diagnostic.Findings
		if !errors.As(err, &found) {
			t.Errorf("%s: findings must be returned, not %v", what, err)
		}
		names := 0
		for _, f := range found {
			if f.Path.String() == "metadata.name" {
				names++
			}
			if strings.Contains(f.Message, "metadata must be a map") {
				t.Errorf("%s: must not be said of what is generated: %v", what, f)
			}
		}
		if names != 1 {
			t.Errorf("%s: metadata.name must be found once, not %d times: %v", what, names, err)
		}
	}
}

func TestASourceWithoutItsSpecIsReadAsEmpty(t *testing.T) {
	var s resolve.Source[v1alpha1.FlinkSession]
	if s.String() != "FlinkSession " || s.Metadata().Name != "" || s.Position() != "" || len(s.EnvironmentNames())+len(s.PresetNames()) != 0 {
		t.Errorf("must be empty, not %q", s)
	}
}

// What a Go program made stands in no file that anybody could select.
func TestNothingOfAGoProgramIsSelectedByFile(t *testing.T) {
	session := logging("")
	session.Spec.LogConfiguration = nil
	result, err := generate.Specs(generate.Input{
		Specs:        []v1alpha1.Spec{session},
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
