package sessionjob_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/sessionjob"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// A preset is checked where no job uses it, and may leave out what only jobs know.
func TestAPresetOfJobsIsChecked(t *testing.T) {
	zero, interval := int32(0), "30s"
	for name, test := range map[string]struct {
		spec v1alpha1.FlinkSessionJobSpec
		want []string
	}{
		"a part of a job": {v1alpha1.FlinkSessionJobSpec{
			Job: &v1alpha1.Job{UpgradeMode: v1alpha1.UpgradeModeSavepoint}, FlinkConfiguration: map[string]*string{"execution.checkpointing.interval": &interval},
		}, nil},
		"what is a job's alone": {v1alpha1.FlinkSessionJobSpec{
			Preset: "a/v1", Resources: []string{}, Environment: &v1alpha1.EnvironmentSpec{}, Environments: map[string]v1alpha1.FlinkSessionJobSpec{},
		}, []string{"spec.sessionJob.preset", "spec.sessionJob.resources", "spec.sessionJob.environment", "spec.sessionJob.environments"}},
		"values": {v1alpha1.FlinkSessionJobSpec{
			Session: "Analytics", Job: &v1alpha1.Job{Parallelism: &zero}, FlinkConfiguration: map[string]*string{"parallelism.default": &interval},
		}, []string{"spec.sessionJob.session", "spec.sessionJob.job.parallelism", "spec.sessionJob.flinkConfiguration[parallelism.default]"}},
	} {
		preset := &v1alpha1.Preset{Metadata: v1alpha1.PresetMetadata{Name: "jobs/v1"}, Spec: v1alpha1.PresetSpec{Description: "Jobs", SessionJob: &test.spec}}
		found := sessionjob.Kind.CheckPreset(resolve.Source[v1alpha1.Preset]{Object: preset})
		if len(found) != len(test.want) {
			t.Errorf("%s: got %v, want findings about %v", name, found, test.want)
			continue
		}
		for _, field := range test.want {
			if !strings.Contains(found.Error(), field+": ") {
				t.Errorf("%s: there must be a finding about %s in %v", name, field, found)
			}
		}
	}
}
