package flink_test

import (
	"math"
	"testing"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func TestParseDuration(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"0s": 0, "30s": 30 * time.Second, "30 secs": 30 * time.Second, "1 SEC": time.Second, "2min": 2 * time.Minute,
		"3 m": 3 * time.Minute, "4 minutes": 4 * time.Minute, "5ms": 5 * time.Millisecond, "6 millis": 6 * time.Millisecond,
		"7 micros": 7 * time.Microsecond, "8µs": 8 * time.Microsecond, "9 ns": 9, "10h": 10 * time.Hour, " 2  days ": 48 * time.Hour,
		"9223372036854775807 ms": math.MaxInt64,
	} {
		if got, hasUnit, err := flink.ParseDuration(value); got != want || !hasUnit || err != nil {
			t.Errorf("%q must be %v with a unit, not %v, %v, %v", value, want, got, hasUnit, err)
		}
	}
	if got, hasUnit, err := flink.ParseDuration("60000"); got != time.Minute || hasUnit || err != nil {
		t.Errorf("a bare number must be one of milliseconds, not %v, %v, %v", got, hasUnit, err)
	}
	for _, value := range []string{"", "s", "-1s", "+1", "1.5s", "1 m 30 s", "PT30S", "30 fortnights", "9223372036854775808 ms", "1_000"} {
		if got, _, err := flink.ParseDuration(value); err == nil {
			t.Errorf("%q must be refused, not be %v", value, got)
		}
	}
}
