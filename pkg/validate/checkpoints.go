package validate

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func (c *checker) checkpoints() {
	if savepoints := c.spec.Savepoints; savepoints != nil {
		c.addErr(path("savepoints", "directory"), optional(savepoints.Directory, directory))
	}
	checkpoints, field := c.spec.Checkpoints, path("checkpoints")
	if checkpoints == nil {
		return
	}
	c.addErr(field.Child("directory"), optional(checkpoints.Directory, directory))
	if !checkpoints.On() {
		return
	}
	if c.require(checkpoints.Interval != "", field.Child("interval"), "30s") {
		c.addErr(field.Child("interval"), duration(checkpoints.Interval))
	}
	c.addErr(field.Child("timeout"), optional(checkpoints.Timeout, duration))
	c.addErr(field.Child("minPause"), optional(checkpoints.MinPause, duration))
	c.atLeast(1, checkpoints.Retained, field.Child("retained"))
	if checkpoints.Mode != "" {
		oneOf(c, checkpoints.Mode, field.Child("mode"), v1alpha1.CheckpointingModeExactlyOnce, v1alpha1.CheckpointingModeAtLeastOnce)
	}
	if checkpoints.Retention != "" {
		oneOf(c, checkpoints.Retention, field.Child("retention"), v1alpha1.CheckpointRetentionNoExternalizedCheckpoints,
			v1alpha1.CheckpointRetentionDeleteOnCancellation, v1alpha1.CheckpointRetentionRetainOnCancellation)
	}
	if isTrue(checkpoints.FileMerging) && c.olderThan(1, 20) {
		c.add(field.Child("fileMerging"), "must be true only with Flink 1.20 or later, not with %s", c.flinkVersion)
	}
	c.concurrentCheckpoints(checkpoints, field)
	c.stateBackend(checkpoints, field)
}

// concurrentCheckpoints refuses what does not go with more than one checkpoint at a time, and unaligned checkpoints
// that promise less than they cost: Flink starts no job with the former and aligns the latter silently.
func (c *checker) concurrentCheckpoints(checkpoints *v1alpha1.Checkpoints, field diagnostic.Path) {
	n, unaligned := checkpoints.MaxConcurrent, isTrue(checkpoints.Unaligned)
	c.atLeast(1, n, field.Child("maxConcurrent"))
	switch {
	case n == nil || *n <= 1:
	case unaligned:
		c.add(field.Child("maxConcurrent"), "must be 1 with spec.checkpoints.unaligned, not %d", *n)
	case checkpoints.MinPause != "":
		c.add(field.Child("maxConcurrent"), "must be 1 with spec.checkpoints.minPause, not %d", *n)
	}
	if unaligned && checkpoints.Mode == v1alpha1.CheckpointingModeAtLeastOnce {
		c.add(field.Child("unaligned"), "must be true only with spec.checkpoints.mode ExactlyOnce")
	}
}

func (c *checker) stateBackend(checkpoints *v1alpha1.Checkpoints, field diagnostic.Path) {
	backend := checkpoints.StateBackend
	if backend != "" && !oneOf(c, backend, field.Child("stateBackend"), v1alpha1.StateBackendHashMap, v1alpha1.StateBackendRocksDB,
		v1alpha1.StateBackendForSt) {
		return
	}
	switch {
	case backend == v1alpha1.StateBackendForSt:
		if c.olderThan(2, 0) {
			c.add(field.Child("stateBackend"), "must be HashMap or RocksDB with Flink %s, not ForSt, which it has since 2.0", c.flinkVersion)
		}
		if c.complete && checkpoints.Directory == "" && c.spec.Storage.Type == v1alpha1.StorageNone {
			c.add(field.Child("stateBackend"), "must be HashMap or RocksDB without a directory of checkpoints, not ForSt: set spec.storage.type or spec.checkpoints.directory")
		}
	case isTrue(checkpoints.Incremental) && backend != v1alpha1.StateBackendRocksDB && c.complete:
		c.add(field.Child("incremental"), "must be true only with spec.checkpoints.stateBackend RocksDB or ForSt")
	}
}

// olderThan tells whether the session's Flink is known to be older than a minor version.
func (c *checker) olderThan(major, minor int) bool {
	return !c.flinkVersion.IsZero() && !c.flinkVersion.AtLeast(flink.Version{Major: major, Minor: minor})
}

func isTrue(value *bool) bool { return value != nil && *value }

var durationPattern = regexp.MustCompile(`^[1-9][0-9]{0,14} ?(d|day|days|h|hour|hours|m|min|minute|minutes|s|sec|second|seconds|ms|milli|millis|millisecond|milliseconds)$`)

// duration checks a time as Flink reads it, and asks for a unit.
func duration(value string) error {
	if durationPattern.MatchString(strings.ToLower(value)) {
		return nil
	}
	return fmt.Errorf("must be a whole number above zero with a unit of time (ms, s, min, h or d), such as 30s, not %q", value)
}
