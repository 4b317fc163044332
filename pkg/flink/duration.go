package flink

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// durationPattern is a time with a unit, in lower case: Flink ignores case.
var durationPattern = lazyregexp.Remembering(`^([0-9]+)\s*(d|day|days|h|hour|hours|m|min|minute|minutes|s|sec|secs|second|seconds|ms|milli|millis|millisecond|milliseconds|µs|micro|micros|microsecond|microseconds|ns|nano|nanos|nanosecond|nanoseconds)$`)

// isoPattern is a time in the way of ISO 8601, such as PT30S, in upper case.
var isoPattern = lazyregexp.New(`^P([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+([.,][0-9]{0,9})?S)?)?$`)

// isISODuration reports whether a text is a time in the way of ISO 8601, which Flink reads since 2.1.
func isISODuration(s string) bool {
	text := strings.ToUpper(strings.TrimSpace(s))
	return isoPattern.MatchString(text) && text != "P" && !strings.HasSuffix(text, "T")
}

// timeUnits are the units by the first letters that tell them apart.
var timeUnits = []struct {
	prefix string
	unit   time.Duration
}{
	{"d", 24 * time.Hour}, {"h", time.Hour}, {"ms", time.Millisecond}, {"mil", time.Millisecond}, {"mic", time.Microsecond},
	{"m", time.Minute}, {"s", time.Second}, {"µ", time.Microsecond}, {"n", time.Nanosecond},
}

// ParseDuration reads a time as Flink does, such as 30s or 2 min, and reports whether it has a unit: a bare number means
// milliseconds. Of all the times that are longer than a time.Duration can be it gives the longest.
func ParseDuration(s string) (d time.Duration, hasUnit bool, err error) {
	text := strings.ToLower(strings.TrimSpace(s))
	number, unit := text, time.Millisecond
	if m := durationPattern.FindStringSubmatch(text); m != nil {
		number, hasUnit = m[1], true
		for _, u := range timeUnits {
			if strings.HasPrefix(m[2], u.prefix) {
				unit = u.unit
				break
			}
		}
	}
	n, err := strconv.ParseUint(number, 10, 63)
	switch {
	case err != nil, n > math.MaxInt64/uint64(max(1, unit/time.Second)): // Java counts seconds in 63 bits
		return 0, false, fmt.Errorf("must be a whole number with a unit of time (ms, s, min, h or d), such as 30s, not %s", diagnostic.Quote(s))
	case n > uint64(math.MaxInt64/unit):
		return math.MaxInt64, hasUnit, nil
	}
	return time.Duration(n) * unit, hasUnit, nil
}
