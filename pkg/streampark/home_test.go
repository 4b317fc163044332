package streampark_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func TestNamesOfFlinkInstallationsOutlastPatches(t *testing.T) {
	for image, want := range map[string]string{
		"flink:1.20.3":                              "flink-1.20",
		"flink:1.20.3-scala_2.12-java17":            "flink-1.20-scala_2.12-java17",
		"registry.example.com:5000/a/flink:v1.20.3": "registry.example.com-5000-a-flink-v1.20",
		"registry.example.com:5000/a/flink":         "registry.example.com-5000-a-flink-1.20",
		"team/flink:2026-11":                        "team-flink-1.20",
		"team/flink:7@sha256:0123":                  "team-flink-1.20",
	} {
		if got := streampark.FlinkHomeName(image, flink.Version{Major: 1, Minor: 20, Patch: 3}); got != want {
			t.Errorf("%s: name is %s, want %s", image, got, want)
		}
	}
}
