package job

import (
	"strconv"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Option is an option of the operator that a field of a spec sets.
type Option struct {
	Key, Value string

	// Field of the spec, such as job.autoscaler.utilizationTarget.
	Field diagnostic.Path
}

// Options collects options. Those of values that are not set are left out.
type Options []Option

// Text adds an option with a text as its value.
func (o *Options) Text(key, value string, field diagnostic.Path) {
	if value != "" {
		*o = append(*o, Option{operator.OptionPrefix + key, value, field})
	}
}

// Switch adds an option with a boolean as its value.
func (o *Options) Switch(key string, value *bool, field diagnostic.Path) {
	if value != nil {
		o.Text(key, strconv.FormatBool(*value), field)
	}
}

// Number adds an option with a whole number as its value.
func (o *Options) Number(key string, value *int32, field diagnostic.Path) {
	if value != nil {
		o.Text(key, strconv.Itoa(int(*value)), field)
	}
}

// OptionsOf are the options that the fields of a job set; field is that of the job.
func OptionsOf(job *v1alpha1.Job, field diagnostic.Path, release operator.Release) Options {
	var o Options
	o.Text("periodic.savepoint.interval", job.SavepointInterval, field.Child("savepointInterval"))
	o.Text("periodic.checkpoint.interval", job.CheckpointInterval, field.Child("checkpointInterval"))
	o.Switch("job.savepoint-on-deletion", job.SavepointOnDeletion, field.Child("savepointOnDeletion"))
	o.Text("job.upgrade.last-state.max.allowed.checkpoint.age", job.MaxCheckpointAge, field.Child("maxCheckpointAge"))
	o.Switch("job.upgrade.last-state-fallback.enabled", job.LastStateFallback, field.Child("lastStateFallback"))
	o.Switch("job.restart.failed", job.RestartFailed, field.Child("restartFailed"))
	return append(o, autoscalerOptions(job.Autoscaler, field.Child("autoscaler"), release)...)
}
