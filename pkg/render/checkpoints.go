package render

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// checkpoints sets the directories of checkpoints and savepoints for every job, and the defaults of checkpointing.
func (r *renderer) checkpoints() {
	checkpoints, savepoints := r.cluster.Checkpoints, r.cluster.Savepoints
	var checkpointDir, savepointDir string
	if checkpoints != nil {
		checkpointDir = checkpoints.Directory
	}
	if savepoints != nil {
		savepointDir = savepoints.Directory
	}
	field := path("checkpoints", "directory")
	r.configuration.setIf(flink.CheckpointingDir, r.directory(checkpointDir, "checkpoints", field), field)
	field = path("savepoints", "directory")
	r.configuration.setIf(flink.SavepointDir, r.directory(savepointDir, "savepoints", field), field)
	if savepoints != nil {
		r.configuration.setIf(flink.PeriodicSavepointInterval, savepoints.Interval, path("savepoints", "interval"))
	}
	if !checkpoints.On() {
		return
	}
	field = path("checkpoints")
	r.configuration.setIf(flink.CheckpointingInterval, checkpoints.Interval, field.Child("interval"))
	r.configuration.setIf(flink.CheckpointingMode, checkpointingModes[checkpoints.Mode], field.Child("mode"))
	r.configuration.setIf(flink.CheckpointingMinPause, checkpoints.MinPause, field.Child("minPause"))
	r.configuration.setIf(flink.CheckpointingTimeout, checkpoints.Timeout, field.Child("timeout"))
	r.configuration.setIf(flink.CheckpointingExternalizedCheckpointRetention, retentions[checkpoints.Retention], field.Child("retention"))
	r.configuration.setIf(flink.StateBackendType, strings.ToLower(string(checkpoints.StateBackend)), field.Child("stateBackend"))
	r.setNumber(flink.CheckpointingMaxConcurrentCheckpoints, checkpoints.MaxConcurrent, field.Child("maxConcurrent"))
	r.setNumber(flink.CheckpointingTolerableFailedCheckpoints, checkpoints.TolerableFailures, field.Child("tolerableFailures"))
	r.setNumber(flink.CheckpointingNumRetained, checkpoints.Retained, field.Child("retained"))
	r.setSwitch(flink.CheckpointingUnaligned, checkpoints.Unaligned, field.Child("unaligned"))
	r.setSwitch(flink.CheckpointingFileMerging, checkpoints.FileMerging, field.Child("fileMerging"))
	r.setSwitch(flink.CheckpointingIncremental, checkpoints.Incremental, field.Child("incremental"))
	r.setSwitch(flink.StateRecoveryFromLocal, checkpoints.LocalRecovery, field.Child("localRecovery"))
	if local := flink.StateRecoveryFromLocal; local.Key(r.configuration.reader) == local.Keys()[0] {
		r.setSwitch(flink.CheckpointingLocalBackup, checkpoints.LocalRecovery, field.Child("localRecovery"))
	}
}

// checkpointingModes and retentions are the spellings of Flink.
var (
	checkpointingModes = map[v1alpha1.CheckpointingMode]string{
		v1alpha1.CheckpointingModeExactlyOnce: "EXACTLY_ONCE",
		v1alpha1.CheckpointingModeAtLeastOnce: "AT_LEAST_ONCE",
	}
	retentions = map[v1alpha1.CheckpointRetention]string{
		v1alpha1.CheckpointRetentionNoExternalizedCheckpoints: "NO_EXTERNALIZED_CHECKPOINTS",
		v1alpha1.CheckpointRetentionDeleteOnCancellation:      "DELETE_ON_CANCELLATION",
		v1alpha1.CheckpointRetentionRetainOnCancellation:      "RETAIN_ON_CANCELLATION",
	}
)
