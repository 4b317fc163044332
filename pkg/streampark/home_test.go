package streampark_test

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/util/validation"

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
		"../flink:1.20.3;reboot $(reboot)":          "..-flink-1.20-reboot---reboot-",
	} {
		if got := streampark.FlinkHomeName(image, flink.Version{Major: 1, Minor: 20, Patch: 3}); got != want {
			t.Errorf("%s: name is %s, want %s", image, got, want)
		}
	}
}

func TestInitContainersOfFlinkInstallationsHaveNamesThatKubernetesTakes(t *testing.T) {
	for name, want := range map[string]string{
		"flink-1.20":                                   "flink-home-1-20",
		"flink-1.20-scala_2.12-java17":                 "flink-home-1-20-scala-2-12-java17",
		"Team-flink-1.20":                              "flink-home-team-flink-1-20",
		"flink-1.20-" + strings.Repeat("a", 60):        "flink-home-1-20-" + strings.Repeat("a", 47),
		"flink-1.20-" + strings.Repeat("a", 46) + "_b": "flink-home-1-20-" + strings.Repeat("a", 46),
	} {
		got := streampark.FlinkHomeContainer(name)
		if got != want || len(validation.IsDNS1123Label(got)) > 0 {
			t.Errorf("%s: name is %s, want %s", name, got, want)
		}
	}
}
