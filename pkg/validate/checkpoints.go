package validate

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
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
	c.atLeast(1, checkpoints.Retained, field.Child("retained"))
	backend := checkpoints.StateBackend
	if backend != "" && !oneOf(c, backend, field.Child("stateBackend"), v1alpha1.StateBackendHashMap, v1alpha1.StateBackendRocksDB) {
		return
	}
	if on := checkpoints.Incremental; on != nil && *on && backend != v1alpha1.StateBackendRocksDB && c.complete {
		c.add(field.Child("incremental"), "must be true only with spec.checkpoints.stateBackend RocksDB")
	}
}

var durationPattern = regexp.MustCompile(`^[1-9][0-9]{0,14} ?(d|day|days|h|hour|hours|m|min|minute|minutes|s|sec|second|seconds|ms|milli|millis|millisecond|milliseconds)$`)

// duration checks a time as Flink reads it, and asks for a unit.
func duration(value string) error {
	if durationPattern.MatchString(strings.ToLower(value)) {
		return nil
	}
	return fmt.Errorf("must be a whole number above zero with a unit of time (ms, s, min, h or d), such as 30s, not %q", value)
}
