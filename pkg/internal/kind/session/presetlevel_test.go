package session_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

const withPresets = `apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata: {name: analytics}
spec:
  preset: large/v1
  jobManager: {cpu: 2}
  highAvailability: {mode: Kubernetes}
  flinkConfiguration: {removed: null}
  environments:
    dev: {preset: small/v1}
    prod: {highAvailability: {mode: ZooKeeper}}
---
apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: dev}
spec: {s3: {endpoint: "http://named:9000"}}
---
apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: prod}
spec: {}
---
apiVersion: flinkustomize.dev/v1alpha1
kind: Preset
metadata: {name: large/v1}
spec:
  session:
    jobManager: {cpu: 8, memory: 8Gi}
    highAvailability: {zookeeper: {root: "/of-the-preset"}}
    flinkConfiguration: {removed: "1", kept: "2"}
  environment:
    s3: {endpoint: "http://large:9000", bucket: large}
---
apiVersion: flinkustomize.dev/v1alpha1
kind: Preset
metadata: {name: small/v1}
spec:
  session:
    jobManager: {cpu: 1, memory: 1Gi}
  environment:
    s3: {endpoint: "http://small:9000", bucket: small}
`

func TestPresetsGiveWhatNobodyElseStates(t *testing.T) {
	targets, errs := session.Targets(read(t, withPresets))
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	base, dev, prod := targets.Base, targets.Overlays[0], targets.Overlays[1]
	for _, tt := range []struct{ what, got, want string }{
		{"spec wins over its preset", base.Spec.JobManager.CPU, "2"},
		{"the preset gives the rest", base.Spec.JobManager.Memory, "8Gi"},
		{"an environment inherits the preset", prod.Spec.JobManager.Memory, "8Gi"},
		{"an environment's own preset takes its place", dev.Spec.JobManager.Memory, "1Gi"},
		{"spec wins over an environment's preset", dev.Spec.JobManager.CPU, "2"},
		{"null removes what a preset gives", fmt.Sprint(base.Spec.FlinkConfiguration["removed"]), "<nil>"},
		{"other keys of its maps stay", *base.Spec.FlinkConfiguration["kept"], "2"},
		{"a member of another mode does not count", fmt.Sprint(base.Spec.HighAvailability.ZooKeeper), "<nil>"},
		{"a member of the chosen mode counts", prod.Spec.HighAvailability.ZooKeeper.Root, "/of-the-preset"},
		{"its settings reach the base", base.Settings.S3.Endpoint, "http://large:9000"},
		{"the named Environment wins over its settings", dev.Settings.S3.Endpoint, "http://named:9000"},
		{"settings that the Environment leaves out", dev.Settings.S3.Bucket, "small"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, tt.got, tt.want)
		}
	}
}

func TestErrorsAboutValuesOfAPresetPointAtWhatTheUserWrote(t *testing.T) {
	source, environments, presets := read(t, withPresets)
	own, _ := session.Targets(source, environments, presets)
	for name, p := range presets {
		p.Shipped = true
		presets[name] = p
	}
	shipped, _ := session.Targets(source, environments, presets)
	memory := diagnostic.Path{}.Child("jobManager", "memory")
	bucket := diagnostic.Path{}.Child("s3", "bucket")
	for _, tt := range []struct {
		what string
		err  diagnostic.Finding
		want string
	}{
		{"a preset of the user's own: its file", own.Base.Errorf(memory, "x"), "spec.yaml:28:34: spec.session.jobManager.memory: x"},
		{"its settings", own.Base.SettingErrorf(bucket, "x"), "spec.yaml:32:49: spec.environment.s3.bucket: x"},
		{"a shipped preset: where it is named", shipped.Base.Errorf(memory, "x"), "spec.yaml:5:11: spec.preset: preset large/v1 sets jobManager.memory, which x"},
		{"named for an environment", shipped.Overlays[0].SettingErrorf(bucket, "x"), "spec.yaml:10:19: spec.environments.dev.preset: preset small/v1 sets s3.bucket, which x"},
		{"what the session states stands there", shipped.Base.Errorf(diagnostic.Path{}.Child("jobManager", "cpu"), "x"), "spec.yaml:6:21: spec.jobManager.cpu: x"},
		{"what nobody states is for the session to say", own.Base.Errorf(diagnostic.Path{}.Child("jobManager", "replicas"), "x"), "spec.yaml:6:3: spec.jobManager.replicas: x"},
	} {
		if got := tt.err.Error(); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.what, got, tt.want)
		}
	}
}

func TestAPresetThatIsNotThereIsTheOnlyError(t *testing.T) {
	targets, errs := session.Targets(read(t, strings.Replace(withPresets, "preset: large/v1", "preset: lagre/v1", 1)))
	want := `spec.yaml:5:11: spec.preset: must be one of large/v1, small/v1, not "lagre/v1": did you mean "large/v1"?`
	if got := errs.Error(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if targets.Base != nil || len(targets.All()) != 1 || targets.All()[0].EnvironmentName != "dev" {
		t.Error("there must be a target only where the preset is there")
	}
}

func TestPresetNamesAreThoseOfAllTargets(t *testing.T) {
	session := &v1alpha1.FlinkSession{Spec: v1alpha1.FlinkSessionSpec{
		Preset: "b/v1",
		Environments: map[string]v1alpha1.FlinkSessionSpec{
			"dev": {Preset: "a/v1"}, "prod": {}, "staging": {Preset: "b/v1"},
		},
	}}
	if diff := cmp.Diff([]string{"a/v1", "b/v1"}, resolve.Source[v1alpha1.FlinkSession]{Object: session}.PresetNames()); diff != "" {
		t.Error(diff)
	}
	if names := (resolve.Source[v1alpha1.FlinkSession]{Object: &v1alpha1.FlinkSession{}}).PresetNames(); len(names) != 0 {
		t.Errorf("a session without presets must have none, not %q", names)
	}
}
