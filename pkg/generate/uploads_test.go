package generate_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

// Requests reach any of several JobManagers, and each knows the jars in its own folder.
func TestSeveralJobManagersThatShareNoUploadsAreWarnedOf(t *testing.T) {
	for what, tt := range map[string]struct {
		change func(*v1alpha1.FlinkSessionSpec)
		warned int
	}{
		"two":           {func(*v1alpha1.FlinkSessionSpec) {}, 1},
		"one":           {func(s *v1alpha1.FlinkSessionSpec) { s.JobManager.Replicas = new(int32(1)) }, 0},
		"one, not said": {func(s *v1alpha1.FlinkSessionSpec) { s.JobManager.Replicas = nil }, 0},
		"a volume": {func(s *v1alpha1.FlinkSessionSpec) {
			s.Storage = &v1alpha1.Storage{Type: v1alpha1.StorageVolume, Volume: &v1alpha1.VolumeStorage{Size: "1Gi"}}
		}, 0},
		"a folder of the user's own": {func(s *v1alpha1.FlinkSessionSpec) {
			s.FlinkConfiguration = map[string]*string{"web.upload.dir": new("/shared")}
		}, 0},
		"by its old key": {func(s *v1alpha1.FlinkSessionSpec) {
			s.FlinkConfiguration = map[string]*string{"jobmanager.web.upload.dir": new("/shared")}
		}, 0},
		"nobody may upload": {func(s *v1alpha1.FlinkSessionSpec) {
			s.FlinkConfiguration = map[string]*string{"web.submit.enable": new("false")}
		}, 0},
		"the first preset": {func(s *v1alpha1.FlinkSessionSpec) { s.Preset, s.JobManager.Replicas = "production/v1", nil }, 1},
		"the preset now":   {func(s *v1alpha1.FlinkSessionSpec) { s.Preset, s.JobManager.Replicas = "production/v2", nil }, 0},
		"two environments": {func(s *v1alpha1.FlinkSessionSpec) {
			s.Environment, s.Environments = nil, map[string]v1alpha1.FlinkSessionSpec{"a": {}, "b": {}}
		}, 1},
	} {
		session := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}, Spec: v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				FlinkVersion:     "1.20.3",
				JobManager:       &v1alpha1.JobManager{Memory: "2Gi", Replicas: new(int32(2))},
				TaskManager:      &v1alpha1.TaskManager{Memory: "4Gi"},
				HighAvailability: &v1alpha1.HighAvailability{Mode: v1alpha1.HighAvailabilityKubernetes},
				Storage:          &v1alpha1.Storage{Type: v1alpha1.StorageS3},
			},
			Environment: &v1alpha1.EnvironmentSpec{Namespace: "streaming", OperatorVersion: "1.15", S3: &v1alpha1.EnvironmentS3{Bucket: "flink"}},
		}}
		tt.change(&session.Spec)
		var environments []*v1alpha1.Environment
		for name := range session.Spec.Environments {
			environments = append(environments, &v1alpha1.Environment{Metadata: v1alpha1.Metadata{Name: name}, Spec: v1alpha1.EnvironmentSpec{
				Namespace: name, OperatorVersion: "1.15", S3: &v1alpha1.EnvironmentS3{Bucket: "flink"},
			}})
		}
		result, err := generate.Specs(generate.Input{Sessions: []*v1alpha1.FlinkSession{session}, Environments: environments})
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		var warned []string
		for _, finding := range result.Findings {
			if finding.Rule != diagnostic.RuleUnsharedUploads || finding.Severity != diagnostic.SeverityWarning {
				t.Errorf("%s: nothing else must be found: %v", what, finding)
			}
			warned = append(warned, finding.Error())
		}
		if len(warned) != tt.warned {
			t.Errorf("%s: must be warned of %d times, not by %q", what, tt.warned, warned)
		}
	}
}
