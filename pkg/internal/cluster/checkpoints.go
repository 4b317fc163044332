package cluster

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
)

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

func (c *checker) checkpoints() {
	if savepoints := c.cluster.Savepoints; savepoints != nil {
		c.stateDirectory(savepoints.Directory, path("savepoints", "directory"), func(own *v1alpha1.Cluster) bool {
			return own.Savepoints != nil && own.Savepoints.Directory != ""
		})
		c.AddErr(path("savepoints", "interval"), check.Optional(savepoints.Interval, check.Duration))
	}
	checkpoints, field := c.cluster.Checkpoints, path("checkpoints")
	if checkpoints == nil {
		return
	}
	c.stateDirectory(checkpoints.Directory, field.Child("directory"), func(own *v1alpha1.Cluster) bool {
		return own.Checkpoints != nil && own.Checkpoints.Directory != ""
	})
	if !checkpoints.On() {
		return
	}
	if c.Complete && *checkpoints == (v1alpha1.Checkpoints{Enabled: checkpoints.Enabled}) {
		c.AddAs(diagnostic.RuleCheckpoints, field, "sets nothing: set interval, such as 30s, or leave checkpoints out")
	}
	c.AddErr(field.Child("interval"), check.Optional(checkpoints.Interval, check.Duration))
	c.AddErr(field.Child("timeout"), check.Optional(checkpoints.Timeout, check.Duration))
	c.AddErr(field.Child("minPause"), check.Optional(checkpoints.MinPause, check.Pause))
	c.AtLeast(0, checkpoints.TolerableFailures, field.Child("tolerableFailures"))
	c.AtLeast(1, checkpoints.Retained, field.Child("retained"))
	if checkpoints.Mode != "" {
		check.OneOf(c.Checker, checkpoints.Mode, field.Child("mode"), v1alpha1.CheckpointingModeExactlyOnce, v1alpha1.CheckpointingModeAtLeastOnce)
	}
	if checkpoints.Retention != "" {
		check.OneOf(c.Checker, checkpoints.Retention, field.Child("retention"), v1alpha1.CheckpointRetentionNoExternalizedCheckpoints,
			v1alpha1.CheckpointRetentionDeleteOnCancellation, v1alpha1.CheckpointRetentionRetainOnCancellation)
	}
	if since, ok := flink.CheckpointingFileMerging.Since(); ok && check.IsTrue(checkpoints.FileMerging) && c.olderThan(since) {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field.Child("fileMerging"), "must be true only with Flink %s or later, not with %s", since.MinorString(), c.flinkVersion)
	}
	c.concurrentCheckpoints(checkpoints, field)
	c.stateBackend(checkpoints, field)
}

// stateDirectory checks a directory of checkpoints or savepoints, and that there is a storage for the session's own to
// lie in. That of a preset lies in wait for one.
func (c *checker) stateDirectory(value string, field diagnostic.Path, own func(*v1alpha1.Cluster) bool) {
	switch err := check.Optional(value, check.Directory); {
	case err != nil:
		c.AddErr(field, err)
	case value != "" && check.IsBelowStorage(value) && c.cluster.Storage.Type == v1alpha1.StorageNone && c.Complete && slices.ContainsFunc(c.own, own):
		c.AddAs(diagnostic.RuleCheckpoints, field, "must have a file system, such as s3://flink/checkpoints, without storage, not %s: set spec.storage.type", diagnostic.Quote(value))
	}
}

// concurrentCheckpoints refuses what does not go with more than one checkpoint at a time, and unaligned checkpoints
// that promise less than they cost: Flink starts no job with the former and aligns the latter silently.
func (c *checker) concurrentCheckpoints(checkpoints *v1alpha1.Checkpoints, field diagnostic.Path) {
	n, unaligned := checkpoints.MaxConcurrent, check.IsTrue(checkpoints.Unaligned)
	c.AtLeast(1, n, field.Child("maxConcurrent"))
	switch {
	case n == nil || *n <= 1:
	case unaligned:
		c.AddAs(diagnostic.RuleCheckpoints, field.Child("maxConcurrent"), "must be 1 with spec.checkpoints.unaligned, not %d", *n)
	case check.Length(checkpoints.MinPause) > 0:
		c.AddAs(diagnostic.RuleCheckpoints, field.Child("maxConcurrent"), "must be 1 with spec.checkpoints.minPause, not %d", *n)
	}
	if unaligned && checkpoints.Mode == v1alpha1.CheckpointingModeAtLeastOnce {
		c.AddAs(diagnostic.RuleCheckpoints, field.Child("unaligned"), "must be true only with spec.checkpoints.mode ExactlyOnce")
	}
}

func (c *checker) stateBackend(checkpoints *v1alpha1.Checkpoints, field diagnostic.Path) {
	backend := checkpoints.StateBackend
	if backend != "" && !check.OneOf(c.Checker, backend, field.Child("stateBackend"), v1alpha1.StateBackendHashMap, v1alpha1.StateBackendRocksDB,
		v1alpha1.StateBackendForSt) {
		return
	}
	_, byOption, set := c.value(flink.StateBackendType)
	switch {
	case backend == v1alpha1.StateBackendForSt:
		if c.olderThan(flink.Version{Major: 2}) {
			c.AddAs(diagnostic.RuleUnsupportedVersion, field.Child("stateBackend"), "must be HashMap or RocksDB with Flink %s, not ForSt, which it has since 2.0", c.flinkVersion)
		}
		if c.Complete && checkpoints.Directory == "" && c.cluster.Storage.Type == v1alpha1.StorageNone && !c.sets(flink.CheckpointingDir) {
			c.AddAs(diagnostic.RuleCheckpoints, field.Child("stateBackend"), "must be HashMap or RocksDB without a directory of checkpoints, not ForSt: set spec.storage.type or spec.checkpoints.directory")
		}
	case backend == "" && set && !strings.EqualFold(byOption, string(v1alpha1.StateBackendHashMap)):
	case check.IsTrue(checkpoints.Incremental) && backend != v1alpha1.StateBackendRocksDB && c.Complete:
		c.AddAs(diagnostic.RuleCheckpoints, field.Child("incremental"), "must be true only with spec.checkpoints.stateBackend RocksDB or ForSt")
	}
}

// olderThan reports whether the session's Flink is known to be older than a minor version.
func (c *checker) olderThan(v flink.Version) bool {
	return !c.flinkVersion.IsZero() && !c.flinkVersion.AtLeast(v)
}

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
	const checkpointField, savepointField = "checkpoints.directory", "savepoints.directory"
	r.configuration.setIf(flink.CheckpointingDir, r.directory(checkpointDir, "checkpoints", checkpointField), checkpointField)
	r.configuration.setIf(flink.SavepointDir, r.directory(savepointDir, "savepoints", savepointField), savepointField)
	if savepoints != nil {
		r.configuration.setIf(flink.PeriodicSavepointInterval, savepoints.Interval, "savepoints.interval")
	}
	if !checkpoints.On() {
		return
	}
	r.configuration.setIf(flink.CheckpointingInterval, checkpoints.Interval, "checkpoints.interval")
	r.configuration.setIf(flink.CheckpointingMode, checkpointingModes[checkpoints.Mode], "checkpoints.mode")
	r.configuration.setIf(flink.CheckpointingMinPause, checkpoints.MinPause, "checkpoints.minPause")
	r.configuration.setIf(flink.CheckpointingTimeout, checkpoints.Timeout, "checkpoints.timeout")
	r.configuration.setIf(flink.CheckpointingExternalizedCheckpointRetention, retentions[checkpoints.Retention], "checkpoints.retention")
	r.configuration.setIf(flink.StateBackendType, strings.ToLower(string(checkpoints.StateBackend)), "checkpoints.stateBackend")
	r.setNumber(flink.CheckpointingMaxConcurrentCheckpoints, checkpoints.MaxConcurrent, "checkpoints.maxConcurrent")
	r.setNumber(flink.CheckpointingTolerableFailedCheckpoints, checkpoints.TolerableFailures, "checkpoints.tolerableFailures")
	r.setNumber(flink.CheckpointingNumRetained, checkpoints.Retained, "checkpoints.retained")
	r.setSwitch(flink.CheckpointingUnaligned, checkpoints.Unaligned, "checkpoints.unaligned")
	r.setSwitch(flink.CheckpointingFileMerging, checkpoints.FileMerging, "checkpoints.fileMerging")
	r.setSwitch(flink.CheckpointingIncremental, checkpoints.Incremental, "checkpoints.incremental")
	r.setSwitch(flink.StateRecoveryFromLocal, checkpoints.LocalRecovery, "checkpoints.localRecovery")
	if local := flink.StateRecoveryFromLocal; checkpoints.LocalRecovery != nil && local.Key(r.configuration.reader) == local.Keys()[0] {
		r.setSwitch(flink.CheckpointingLocalBackup, checkpoints.LocalRecovery, "checkpoints.localRecovery")
	}
}
