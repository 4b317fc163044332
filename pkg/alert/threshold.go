package alert

import (
	"fmt"
	"slices"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

// Threshold is a number or a time that alerts compare with: a field of v1alpha1.AlertThresholds.
type Threshold struct {
	// Field is the name of the field.
	Field string

	// Minimum and Maximum bound the value, and Default is the one of who sets none; zero for none, or one that is computed.
	// Times are in milliseconds.
	Minimum, Maximum, Default int64

	number func(*v1alpha1.AlertThresholds) *int32
	time   func(*v1alpha1.AlertThresholds) string
}

const (
	second = int64(time.Second / time.Millisecond)
	minute = 60 * second
	day    = 24 * 60 * minute
)

var thresholds = []Threshold{
	{Field: "heapPercent", Minimum: 50, Maximum: 99, Default: 90, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.HeapPercent }},
	{Field: "metaspacePercent", Minimum: 50, Maximum: 99, Default: 90, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.MetaspacePercent }},
	{Field: "garbageCollectionPercent", Minimum: 1, Maximum: 90, Default: 10, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.GarbageCollectionPercent }},
	{Field: "taskManagerChanges", Minimum: 1, Maximum: 1000, Default: 4, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.TaskManagerChanges }},
	{Field: "containerMemoryPercent", Minimum: 50, Maximum: 99, Default: 95, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.ContainerMemoryPercent }},
	{Field: "throttledPercent", Minimum: 1, Maximum: 99, Default: 50, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.ThrottledPercent }},
	{Field: "restarts", Minimum: 1, Maximum: 1000, Default: 3, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.Restarts }},
	{Field: "notRunning", Minimum: minute, Maximum: day, Default: 5 * minute, time: func(t *v1alpha1.AlertThresholds) string { return t.NotRunning }},
	{Field: "failedCheckpoints", Minimum: 1, Maximum: 1000, Default: 3, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.FailedCheckpoints }},
	{Field: "checkpointAge", Minimum: minute, Maximum: 7 * day, time: func(t *v1alpha1.AlertThresholds) string { return t.CheckpointAge }},
	{Field: "checkpointTimeoutPercent", Minimum: 10, Maximum: 99, Default: 80, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.CheckpointTimeoutPercent }},
	{Field: "stateGrowthPercent", Minimum: 5, Maximum: 1000, Default: 50, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.StateGrowthPercent }},
	{Field: "backPressuredPercent", Minimum: 1, Maximum: 99, Default: 50, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.BackPressuredPercent }},
	{Field: "busyPercent", Minimum: 50, Maximum: 99, Default: 90, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.BusyPercent }},
	{Field: "eventTimeLag", Minimum: second, Maximum: 30 * day, time: func(t *v1alpha1.AlertThresholds) string { return t.EventTimeLag }},
	{Field: "failedReconciliations", Minimum: 1, Maximum: 1000, Default: 3, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.FailedReconciliations }},
	{Field: "volumePercent", Minimum: 50, Maximum: 99, Default: 90, number: func(t *v1alpha1.AlertThresholds) *int32 { return t.VolumePercent }},
}

// Thresholds are all thresholds, in the order of their fields.
func Thresholds() []Threshold { return slices.Clone(thresholds) }

// ThresholdNamed is the threshold of a field. It reports false where there is none.
func ThresholdNamed(field string) (Threshold, bool) {
	i := slices.IndexFunc(thresholds, func(t Threshold) bool { return t.Field == field })
	if i < 0 {
		return Threshold{}, false
	}
	return thresholds[i], true
}

// IsTime reports whether the threshold is a time, in milliseconds.
func (t Threshold) IsTime() bool { return t.time != nil }

// Of is the value that is set; nil is that of none. It reports false where none is, or one that is not a time as Flink reads it.
func (t Threshold) Of(all *v1alpha1.AlertThresholds) (int64, bool) {
	switch {
	case all == nil:
		return 0, false
	case t.IsTime():
		length, hasUnit, err := flink.ParseDuration(t.time(all))
		return length.Milliseconds(), err == nil && hasUnit
	}
	number := t.number(all)
	if number == nil {
		return 0, false
	}
	return int64(*number), true
}

// Check holds a value that is set against the bounds.
func (t Threshold) Check(all *v1alpha1.AlertThresholds) error {
	if all == nil {
		return nil
	}
	value, set := t.Of(all)
	if t.IsTime() {
		text := t.time(all)
		if text == "" || set && t.within(value) {
			return nil
		}
		return fmt.Errorf("must be a time from %s to %s, not %s", t.text(t.Minimum), t.text(t.Maximum), diagnostic.Quote(text))
	}
	if set && !t.within(value) {
		return fmt.Errorf("must be a whole number from %d to %d, not %d", t.Minimum, t.Maximum, value)
	}
	return nil
}

func (t Threshold) within(value int64) bool { return value >= t.Minimum && value <= t.Maximum }

// text is a time as Flink reads it.
func (t Threshold) text(milliseconds int64) string {
	for _, unit := range []struct {
		length int64
		name   string
	}{{day, "d"}, {60 * minute, "h"}, {minute, "min"}, {second, "s"}} {
		if milliseconds%unit.length == 0 {
			return fmt.Sprintf("%d%s", milliseconds/unit.length, unit.name)
		}
	}
	return fmt.Sprintf("%dms", milliseconds)
}
