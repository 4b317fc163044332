package render

import (
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// checkpoints sets the directories of checkpoints and savepoints for every job, and the defaults of checkpointing.
func (r *renderer) checkpoints() {
	checkpoints, savepoints := r.session.Spec.Checkpoints, r.session.Spec.Savepoints
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
	if !checkpoints.On() {
		return
	}
	r.configuration.setIf(flink.CheckpointingInterval, checkpoints.Interval, path("checkpoints", "interval"))
	r.configuration.setIf(flink.CheckpointingTimeout, checkpoints.Timeout, path("checkpoints", "timeout"))
	if n := checkpoints.Retained; n != nil {
		r.configuration.set(flink.CheckpointingNumRetained, strconv.Itoa(int(*n)), path("checkpoints", "retained"))
	}
	r.configuration.setIf(flink.StateBackendType, strings.ToLower(string(checkpoints.StateBackend)), path("checkpoints", "stateBackend"))
	if on := checkpoints.Incremental; on != nil {
		r.configuration.set(flink.CheckpointingIncremental, strconv.FormatBool(*on), path("checkpoints", "incremental"))
	}
}
