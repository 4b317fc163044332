package validate_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// A job may switch checkpointing on and name a directory itself, so what the session sets for it needs neither.
func TestCheckpointsOfJobsThatSwitchThemOnNeedNoInterval(t *testing.T) {
	yes, three, rocksDB := true, int32(3), "rocksdb"
	for what, spec := range map[string]v1alpha1.FlinkSessionSpec{
		"a directory":   {Checkpoints: &v1alpha1.Checkpoints{Directory: "s3://flink/checkpoints"}},
		"a backend":     {Checkpoints: &v1alpha1.Checkpoints{StateBackend: v1alpha1.StateBackendRocksDB}},
		"a timeout":     {Checkpoints: &v1alpha1.Checkpoints{Timeout: "20min", MinPause: "10s"}},
		"off":           {Checkpoints: &v1alpha1.Checkpoints{Enabled: new(bool)}},
		"a number kept": {Checkpoints: &v1alpha1.Checkpoints{Interval: "30s", Retained: &three}},
		"what is kept":  {Checkpoints: &v1alpha1.Checkpoints{Retention: v1alpha1.CheckpointRetentionRetainOnCancellation}},
		"increments":    {Checkpoints: &v1alpha1.Checkpoints{StateBackend: v1alpha1.StateBackendRocksDB, Incremental: &yes}},
		"increments of a backend that an option names": {
			Checkpoints:        &v1alpha1.Checkpoints{Incremental: &yes},
			FlinkConfiguration: map[string]*string{"state.backend.type": &rocksDB},
		},
	} {
		if got := complaints(t, spec); got != "" {
			t.Errorf("%s must pass, not give %q", what, got)
		}
	}
}
