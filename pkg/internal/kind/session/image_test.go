package session_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// complaints are the errors about one complete session, which lacks nothing that is required.
func complaints(t *testing.T, spec v1alpha1.FlinkSessionSpec) string {
	t.Helper()
	spec.Namespace, spec.FlinkVersion = "streaming", "1.20.3"
	if spec.JobManager == nil {
		spec.JobManager = &v1alpha1.JobManager{Memory: "2Gi"}
	}
	if spec.TaskManager == nil {
		spec.TaskManager = &v1alpha1.TaskManager{CPU: "2", Memory: "8Gi"}
	}
	if spec.Environment == nil {
		spec.Environment = &v1alpha1.EnvironmentSpec{}
	}
	spec.Environment.OperatorVersion = "1.15"
	analytics := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}, Spec: spec}
	targets, errs := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: analytics}, nil, nil)
	if err := append(errs, session.CheckTarget(targets.Base)...).Err(); err != nil {
		return err.Error()
	}
	return ""
}

func TestTheTagOfAFlinkImageIsOfTheSessionsVersion(t *testing.T) {
	const digest = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	for image, want := range map[string]string{
		"flink:1.20.3":                              "",
		"flink:1.20.3-scala_2.12-java17":            "",
		"flink:1.20":                                "",
		"flink:1.20-scala_2.12-java17":              "",
		"flink:latest" + digest:                     "",
		"flink" + digest:                            "",
		"registry.example.com/flink:kdp-1.20.3":     "",
		"registry.example.com/flink:4f2a91c":        "",
		"registry.example.com/flink-jobs:2.0.1":     "", // a release of the jobs
		"registry.example.com/flink-etl:1.18.7-abc": "",
		"registry.example.com/flink/base:2.0.1":     "",

		"flink:1.19-scala_2.12-java17":              "not of 1.19",
		"flink:2.1-java17":                          "not of 2.1",
		"flink:1.19" + digest:                       "not of 1.19",
		"flink:1.20.1":                              "not of 1.20.1",
		"registry.example.com/team/flink:1.19":      "not of 1.19",
		"registry.example.com/team/flink:v1-1.19.3": "not of 1.19.3",
		"flink":                          "must have a tag with the version",
		"flink:latest":                   "must have a tag with the version",
		"apache/flink:scala_2.12-java17": "must have a tag with the version",
		"docker.io/library/flink:java17": "must have a tag with the version",
	} {
		got := complaints(t, v1alpha1.FlinkSessionSpec{Cluster: v1alpha1.Cluster{Image: image}})
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s must give the error %q, not %q", image, want, got)
		}
	}
}

func TestAnImageOfTheEnvironmentsRegistryMayHaveHadoop(t *testing.T) {
	spec := func(registry string) v1alpha1.FlinkSessionSpec {
		return v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				Storage: &v1alpha1.Storage{Type: v1alpha1.StorageHDFS},
			},
			Environment: &v1alpha1.EnvironmentSpec{
				ImageRegistry:     registry,
				EnvironmentStores: v1alpha1.EnvironmentStores{HDFS: &v1alpha1.EnvironmentHDFS{ConfigMapName: "hdfs-config"}},
			},
		}
	}
	if got := complaints(t, spec("registry.example.com/hadoop")); got != "" {
		t.Errorf("the registry's own image must pass, not give %q", got)
	}
	for _, registry := range []string{"", "docker.io"} {
		if got := complaints(t, spec(registry)); !strings.Contains(got, "carries none") {
			t.Errorf("registry %q: the official image must be refused, not give %q", registry, got)
		}
	}
}
