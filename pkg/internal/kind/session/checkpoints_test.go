package session_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// A job may switch checkpointing on and name a directory itself, so what the session sets for it needs neither.
func TestCheckpointsOfJobsThatSwitchThemOnNeedNoInterval(t *testing.T) {
	yes, three, rocksDB := true, int32(3), "rocksdb"
	for what, spec := range map[string]v1alpha1.FlinkSessionSpec{
		"a directory":   {Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{Directory: "s3://flink/checkpoints"}}},
		"a backend":     {Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{StateBackend: v1alpha1.StateBackendRocksDB}}},
		"a timeout":     {Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{Timeout: "20min", MinPause: "10s"}}},
		"off":           {Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{Enabled: new(bool)}}},
		"a number kept": {Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{Interval: "30s", Retained: &three}}},
		"what is kept":  {Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{Retention: v1alpha1.CheckpointRetentionRetainOnCancellation}}},
		"increments":    {Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{StateBackend: v1alpha1.StateBackendRocksDB, Incremental: &yes}}},
		"increments of a backend that an option names": {
			Cluster: v1alpha1.Cluster{
				Checkpoints:        &v1alpha1.Checkpoints{Incremental: &yes},
				FlinkConfiguration: map[string]*string{"state.backend.type": &rocksDB},
			},
		},
	} {
		if got := complaints(t, spec); got != "" {
			t.Errorf("%s must pass, not give %q", what, got)
		}
	}
}
