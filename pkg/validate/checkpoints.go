package validate

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func (c *checker) checkpoints() {
	if savepoints := c.cluster.Savepoints; savepoints != nil {
		c.stateDirectory(savepoints.Directory, path("savepoints", "directory"), func(own *v1alpha1.Cluster) bool {
			return own.Savepoints != nil && own.Savepoints.Directory != ""
		})
		c.addErr(path("savepoints", "interval"), optional(savepoints.Interval, duration))
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
	if c.complete && *checkpoints == (v1alpha1.Checkpoints{Enabled: checkpoints.Enabled}) {
		c.addAs(diagnostic.RuleCheckpoints, field, "sets nothing: set interval, such as 30s, or leave checkpoints out")
	}
	c.addErr(field.Child("interval"), optional(checkpoints.Interval, duration))
	c.addErr(field.Child("timeout"), optional(checkpoints.Timeout, duration))
	c.addErr(field.Child("minPause"), optional(checkpoints.MinPause, pause))
	c.atLeast(0, checkpoints.TolerableFailures, field.Child("tolerableFailures"))
	c.atLeast(1, checkpoints.Retained, field.Child("retained"))
	if checkpoints.Mode != "" {
		oneOf(c, checkpoints.Mode, field.Child("mode"), v1alpha1.CheckpointingModeExactlyOnce, v1alpha1.CheckpointingModeAtLeastOnce)
	}
	if checkpoints.Retention != "" {
		oneOf(c, checkpoints.Retention, field.Child("retention"), v1alpha1.CheckpointRetentionNoExternalizedCheckpoints,
			v1alpha1.CheckpointRetentionDeleteOnCancellation, v1alpha1.CheckpointRetentionRetainOnCancellation)
	}
	if since, ok := flink.CheckpointingFileMerging.Since(); ok && isTrue(checkpoints.FileMerging) && c.olderThan(since) {
		c.addAs(diagnostic.RuleUnsupportedVersion, field.Child("fileMerging"), "must be true only with Flink %s or later, not with %s", since.MinorString(), c.flinkVersion)
	}
	c.concurrentCheckpoints(checkpoints, field)
	c.stateBackend(checkpoints, field)
}

// stateDirectory checks a directory of checkpoints or savepoints, and that there is a storage for the session's own to
// lie in. That of a preset lies in wait for one.
func (c *checker) stateDirectory(value string, field diagnostic.Path, own func(*v1alpha1.Cluster) bool) {
	switch err := optional(value, directory); {
	case err != nil:
		c.addErr(field, err)
	case value != "" && isBelowStorage(value) && c.cluster.Storage.Type == v1alpha1.StorageNone && c.complete && slices.ContainsFunc(c.own, own):
		c.addAs(diagnostic.RuleCheckpoints, field, "must have a file system, such as s3://flink/checkpoints, without storage, not %s: set spec.storage.type", diagnostic.Quote(value))
	}
}

// concurrentCheckpoints refuses what does not go with more than one checkpoint at a time, and unaligned checkpoints
// that promise less than they cost: Flink starts no job with the former and aligns the latter silently.
func (c *checker) concurrentCheckpoints(checkpoints *v1alpha1.Checkpoints, field diagnostic.Path) {
	n, unaligned := checkpoints.MaxConcurrent, isTrue(checkpoints.Unaligned)
	c.atLeast(1, n, field.Child("maxConcurrent"))
	switch {
	case n == nil || *n <= 1:
	case unaligned:
		c.addAs(diagnostic.RuleCheckpoints, field.Child("maxConcurrent"), "must be 1 with spec.checkpoints.unaligned, not %d", *n)
	case length(checkpoints.MinPause) > 0:
		c.addAs(diagnostic.RuleCheckpoints, field.Child("maxConcurrent"), "must be 1 with spec.checkpoints.minPause, not %d", *n)
	}
	if unaligned && checkpoints.Mode == v1alpha1.CheckpointingModeAtLeastOnce {
		c.addAs(diagnostic.RuleCheckpoints, field.Child("unaligned"), "must be true only with spec.checkpoints.mode ExactlyOnce")
	}
}

func (c *checker) stateBackend(checkpoints *v1alpha1.Checkpoints, field diagnostic.Path) {
	backend := checkpoints.StateBackend
	if backend != "" && !oneOf(c, backend, field.Child("stateBackend"), v1alpha1.StateBackendHashMap, v1alpha1.StateBackendRocksDB,
		v1alpha1.StateBackendForSt) {
		return
	}
	_, byOption, set := c.value(flink.StateBackendType)
	switch {
	case backend == v1alpha1.StateBackendForSt:
		if c.olderThan(flink.Version{Major: 2}) {
			c.addAs(diagnostic.RuleUnsupportedVersion, field.Child("stateBackend"), "must be HashMap or RocksDB with Flink %s, not ForSt, which it has since 2.0", c.flinkVersion)
		}
		if c.complete && checkpoints.Directory == "" && c.cluster.Storage.Type == v1alpha1.StorageNone && !c.sets(flink.CheckpointingDir) {
			c.addAs(diagnostic.RuleCheckpoints, field.Child("stateBackend"), "must be HashMap or RocksDB without a directory of checkpoints, not ForSt: set spec.storage.type or spec.checkpoints.directory")
		}
	case backend == "" && set && !strings.EqualFold(byOption, string(v1alpha1.StateBackendHashMap)):
	case isTrue(checkpoints.Incremental) && backend != v1alpha1.StateBackendRocksDB && c.complete:
		c.addAs(diagnostic.RuleCheckpoints, field.Child("incremental"), "must be true only with spec.checkpoints.stateBackend RocksDB or ForSt")
	}
}

// olderThan reports whether the session's Flink is known to be older than a minor version.
func (c *checker) olderThan(v flink.Version) bool {
	return !c.flinkVersion.IsZero() && !c.flinkVersion.AtLeast(v)
}

func isTrue(value *bool) bool { return value != nil && *value }
