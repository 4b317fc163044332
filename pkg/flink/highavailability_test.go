package flink_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func TestHighAvailabilityIsReadAsFlinkDoes(t *testing.T) {
	for value, want := range map[string]string{
		"": "none", "NONE": "none", "standalone": "none", "Standalone": "none", "Kubernetes": "kubernetes", "ZOOKEEPER": "zookeeper",
		"org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory": "kubernetes",
		"zokeeper": "zokeeper", "com.example.OwnFactory": "com.example.OwnFactory", // names of classes
	} {
		if got := flink.HighAvailability(value); got != want {
			t.Errorf("%q: got %s, want %s", value, got, want)
		}
	}
}
