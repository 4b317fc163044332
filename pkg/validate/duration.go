package validate

import (
	"fmt"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// duration checks a time as Flink reads it, and asks for a unit.
func duration(value string) error {
	if d, hasUnit, err := flink.ParseDuration(value); err != nil || !hasUnit || d < time.Millisecond {
		return fmt.Errorf("must be a whole number above zero with a unit of time (ms, s, min, h or d), such as 30s, not %s", diagnostic.Quote(value))
	}
	return nil
}

// pause checks a time that may be zero.
func pause(value string) error {
	if d, hasUnit, err := flink.ParseDuration(value); err != nil || !hasUnit || d != 0 && d < time.Millisecond {
		return fmt.Errorf("must be a whole number with a unit of time (ms, s, min, h or d), such as 30s or 0s, not %s", diagnostic.Quote(value))
	}
	return nil
}

// length is a time that has passed a check; zero otherwise.
func length(value string) time.Duration {
	d, _, _ := flink.ParseDuration(value)
	return d
}
