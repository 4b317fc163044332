package sessionjob

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/job"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Target is a job of a session as one target sees it.
type Target struct {
	resolve.Target

	// Spec is the merged spec. Its job is not nil.
	Spec v1alpha1.FlinkSessionJobSpec

	// Release of the operator; the newest where it is not known.
	Release operator.Release

	sessions []sessioncluster.Cluster // of the workspace; nil while they are not known
}

var levels = resolve.Levels[v1alpha1.FlinkSessionJob, v1alpha1.FlinkSessionJobSpec, Target]{
	Noun:   "job",
	Field:  "sessionJob",
	Given:  func(preset v1alpha1.PresetSpec) *v1alpha1.FlinkSessionJobSpec { return preset.SessionJob },
	Choose: func(*v1alpha1.FlinkSessionJobSpec) {},
	Full: func(job *v1alpha1.FlinkSessionJob) *v1alpha1.FlinkSessionJobSpec {
		full := job.Spec
		full.Environment, full.Environments = nil, nil
		return &full
	},
	Own: func(job *v1alpha1.FlinkSessionJob, environment string) *v1alpha1.FlinkSessionJobSpec {
		own := job.Spec.Environments[environment]
		own.Environment = nil
		return &own
	},
	Place: func(spec *v1alpha1.FlinkSessionJobSpec) (string, []string, bool) {
		return spec.Namespace, spec.Resources, spec.Environments != nil
	},
	Target: newTarget,
}

func newTarget(target resolve.Target, merged *v1alpha1.FlinkSessionJobSpec, _ []*v1alpha1.FlinkSessionJobSpec) *Target {
	j := &Target{Target: target, Spec: *merged, Release: operator.Latest()}
	resolve.SetDefaultStruct(&j.Spec.Job)
	if release, err := operator.ParseRelease(j.Settings.OperatorVersion); err == nil {
		j.Release = release
	}
	return j
}

// options are those that fields of the spec set.
func (j *Target) options() job.Options { return job.OptionsOf(j.Spec.Job, path("job"), j.Release) }
