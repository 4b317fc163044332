package check

import (
	"fmt"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// Duration checks a time as Flink reads it, and asks for a unit.
func Duration(value string) error {
	if d, hasUnit, err := flink.ParseDuration(value); err != nil || !hasUnit || d < time.Millisecond {
		return fmt.Errorf("must be a whole number above zero with a unit of time (ms, s, min, h or d), such as 30s, not %s", diagnostic.Quote(value))
	}
	return nil
}

// Pause checks a time that may be zero.
func Pause(value string) error {
	if d, hasUnit, err := flink.ParseDuration(value); err != nil || !hasUnit || d != 0 && d < time.Millisecond {
		return fmt.Errorf("must be a whole number with a unit of time (ms, s, min, h or d), such as 30s or 0s, not %s", diagnostic.Quote(value))
	}
	return nil
}

// Length is a time that has passed a check; zero otherwise.
func Length(value string) time.Duration {
	d, _, _ := flink.ParseDuration(value)
	return d
}

// prometheusPattern is what the PodMonitor's CRD takes as a duration.
var prometheusPattern = lazyregexp.Remembering(`^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$`)

// PrometheusDuration checks a time as Prometheus writes it, such as 30s or 1m.
func PrometheusDuration(value string) error {
	if value == "" || value == "0" || !prometheusPattern.MatchString(value) {
		return fmt.Errorf("must be a duration as Prometheus writes it, such as 30s or 1m30s, not %q", value)
	}
	return nil
}
