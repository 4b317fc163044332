package session_test

import (
	"fmt"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/kindtest"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// read decodes a session, its environments and presets from YAML.
func read(t testing.TB, text string) (resolve.Source[v1alpha1.FlinkSession], map[string]resolve.Source[v1alpha1.Environment],
	map[string]resolve.Source[v1alpha1.Preset]) {
	t.Helper()
	documents := kindtest.Read(t, text)
	return documents.Sessions[0], documents.Environments, documents.Presets
}

const levels = `apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata: {name: analytics}
spec:
  namespace: of-the-spec
  jobManager: {memory: 1Gi, cpu: 1}
  flinkConfiguration: {kept: "1", removed: "2", replaced: "3"}
  storage: {type: S3, s3: {plugin: Hadoop}}
  hive: {}
  environment:
    imageRegistry: inline.example.com
    s3: {bucket: inline}
  environments:
    dev:
      jobManager: {memory: 2Gi}
      flinkConfiguration: {removed: null, replaced: "4"}
      storage: {type: HDFS}
      hive: {enabled: false}
      environment: {imageRegistry: inline-dev.example.com}
    prod:
      namespace: of-prod
---
apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: dev}
spec:
  namespace: of-the-environment
  imageRegistry: named.example.com
  s3: {bucket: named, endpoint: "http://named:9000"}
---
apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: prod}
spec: {namespace: of-the-environment}
`

func TestLaterLevelsWin(t *testing.T) {
	targets, errs := session.Targets(read(t, levels))
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	base, dev, prod := targets.Base, targets.Overlays[0], targets.Overlays[1]
	for _, tt := range []struct{ what, got, want string }{
		{"the base knows no named environment", base.Settings.S3.Endpoint, ""},
		{"inline settings reach the base", base.Settings.ImageRegistry, "inline.example.com"},
		{"spec wins over environment", dev.Namespace, "of-the-spec"},
		{"spec.environments wins over spec", prod.Namespace, "of-prod"},
		{"spec.environments wins field by field: memory", dev.Spec.JobManager.Memory, "2Gi"},
		{"spec.environments wins field by field: cpu", dev.Spec.JobManager.CPU, "1"},
		{"inline settings win over the named Environment", dev.Settings.S3.Bucket, "inline"},
		{"settings merge field by field", dev.Settings.S3.Endpoint, "http://named:9000"},
		{"inline settings of one environment win over inline settings", dev.Settings.ImageRegistry, "inline-dev.example.com"},
		{"a map merges by key", *dev.Spec.FlinkConfiguration["kept"] + *dev.Spec.FlinkConfiguration["replaced"], "14"},
		{"null removes a key", fmt.Sprint(dev.Spec.FlinkConfiguration["removed"]), "<nil>"},
		{"another type clears the members of the old one", fmt.Sprint(dev.Spec.Storage.S3), "<nil>"},
		{"enabled: false switches a feature off", fmt.Sprint(dev.Spec.Hive.On()), "false"},
		{"a feature stays on elsewhere", fmt.Sprint(prod.Spec.Hive.On()), "true"},
		{"the base beneath overlays is not complete", fmt.Sprint(base.Complete, dev.Complete), "false true"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, tt.got, tt.want)
		}
	}
}

func TestErrorsPointAtTheLevelThatSetsTheValue(t *testing.T) {
	targets, _ := session.Targets(read(t, levels))
	base, dev, prod := targets.Base, targets.Overlays[0], targets.Overlays[1]
	path := func(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
	for _, tt := range []struct {
		what string
		err  diagnostic.Finding
		want string
	}{
		{"set in the spec", base.Errorf(path("jobManager", "memory"), "x"), "spec.yaml:6:24: spec.jobManager.memory: x"},
		{"set for the environment", dev.Errorf(path("jobManager", "memory"), "x"), "spec.yaml:15:28: spec.environments.dev.jobManager.memory: x"},
		{"inherited from the spec", prod.Errorf(path("jobManager", "memory"), "x"), "spec.yaml:6:24: environment prod: spec.jobManager.memory: x"},
		{"set nowhere: the nearest that is there", prod.Errorf(path("jobManager", "replicas"), "x"), "spec.yaml:6:3: environment prod: spec.jobManager.replicas: x"},
		{"a setting of the named Environment", dev.SettingErrorf(path("s3", "endpoint"), "x"), "spec.yaml:29:33: environment dev: spec.s3.endpoint: x"},
		{"a setting inline", dev.SettingErrorf(path("s3", "bucket"), "x"), "spec.yaml:12:18: environment dev: spec.environment.s3.bucket: x"},
	} {
		if got := tt.err.Error(); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.what, got, tt.want)
		}
	}
}

func TestErrorsOfGoProgramsNameTheSession(t *testing.T) {
	analytics := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}}
	targets, _ := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: analytics}, nil, nil)
	got := targets.Base.Errorf(diagnostic.Path{}.Child("jobManager", "memory"), "must be set").Error()
	if want := "FlinkSession analytics: spec.jobManager.memory: must be set"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestErrorsOfGoProgramsPointAtTheLevelThatSetsTheValue(t *testing.T) {
	preset := &v1alpha1.Preset{Metadata: v1alpha1.PresetMetadata{Name: "platform/v1"}, Spec: v1alpha1.PresetSpec{
		Session: &v1alpha1.FlinkSessionSpec{Cluster: v1alpha1.Cluster{Image: "of-the-preset"}}}}
	environment := &v1alpha1.Environment{Metadata: v1alpha1.Metadata{Name: "prod"}, Spec: v1alpha1.EnvironmentSpec{
		EnvironmentStores: v1alpha1.EnvironmentStores{S3: &v1alpha1.EnvironmentS3{Endpoint: "named", Bucket: "named"}}}}
	analytics := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}, Spec: v1alpha1.FlinkSessionSpec{
		Preset: "platform/v1",
		Cluster: v1alpha1.Cluster{
			TaskManager:        &v1alpha1.TaskManager{CPU: "1"},
			FlinkConfiguration: map[string]*string{"a": new("1")},
		},
		Environment: &v1alpha1.EnvironmentSpec{EnvironmentStores: v1alpha1.EnvironmentStores{S3: &v1alpha1.EnvironmentS3{Bucket: "inline"}}},
		Environments: map[string]v1alpha1.FlinkSessionSpec{"prod": {
			Cluster: v1alpha1.Cluster{
				TaskManager:        &v1alpha1.TaskManager{Memory: "1Gi"},
				FlinkConfiguration: map[string]*string{"b": nil},
			},
		}},
	}}
	targets, _ := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: analytics},
		map[string]resolve.Source[v1alpha1.Environment]{"prod": {Object: environment}},
		map[string]resolve.Source[v1alpha1.Preset]{"platform/v1": {Object: preset}})
	base, prod := targets.Base, targets.Overlays[0]
	path := func(names ...string) diagnostic.Path { return diagnostic.Path{}.Child(names...) }
	for _, tt := range []struct {
		what string
		err  diagnostic.Finding
		want string
	}{
		{"set for the environment", prod.Errorf(path("taskManager", "memory"), "x"), "FlinkSession analytics: spec.environments.prod.taskManager.memory: x"},
		{"an entry that the environment removes", prod.Errorf(path("flinkConfiguration", "b"), "x"), "FlinkSession analytics: spec.environments.prod.flinkConfiguration.b: x"},
		{"inherited from the spec", prod.Errorf(path("flinkConfiguration", "a"), "x"), "FlinkSession analytics: environment prod: spec.flinkConfiguration.a: x"},
		{"set in the spec", base.Errorf(path("taskManager", "cpu"), "x"), "FlinkSession analytics: spec.taskManager.cpu: x"},
		{"set nowhere", base.Errorf(path("jobManager", "memory"), "x"), "FlinkSession analytics: spec.jobManager.memory: x"},
		{"set in the preset", base.Errorf(path("image"), "x"), "Preset platform/v1: spec.session.image: x"},
		{"a setting of the Environment", prod.SettingErrorf(path("s3", "endpoint"), "x"), "Environment prod: environment prod: spec.s3.endpoint: x"},
		{"a setting inline", prod.SettingErrorf(path("s3", "bucket"), "x"), "FlinkSession analytics: environment prod: spec.environment.s3.bucket: x"},
	} {
		if got := tt.err.Error(); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.what, got, tt.want)
		}
	}
}

func TestResolvingLeavesTheInputAlone(t *testing.T) {
	source, environments, presets := read(t, levels)
	session.Targets(source, environments, presets)
	if source.Object.Spec.Image != "" || source.Object.Spec.Environments["dev"].JobManager.CPU != "" || environments["dev"].Object.Spec.HDFS != nil {
		t.Error("the input was changed")
	}
}
