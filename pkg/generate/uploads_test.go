package generate_test

import (
	"encoding/json"
	"maps"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

// uploadsTo has jars uploaded to a folder, and a volume mounted.
func uploadsTo(key, directory string, volume map[string]any, mountPath string) func(*v1alpha1.FlinkSessionSpec) {
	return func(s *v1alpha1.FlinkSessionSpec) {
		s.FlinkConfiguration = map[string]*string{key: &directory}
		if volume == nil {
			return
		}
		volume = maps.Clone(volume)
		volume["name"] = "jars"
		template, err := json.Marshal(map[string]any{"spec": map[string]any{
			"volumes": []any{volume},
			"containers": []any{map[string]any{
				"name":         "flink-main-container",
				"volumeMounts": []any{map[string]any{"name": "jars", "mountPath": mountPath}},
			}},
		}})
		if err != nil {
			panic(err)
		}
		s.PodTemplate = &v1alpha1.PodTemplate{}
		if err := s.PodTemplate.UnmarshalJSON(template); err != nil {
			panic(err)
		}
	}
}

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
		"a volume, and a folder elsewhere": {func(s *v1alpha1.FlinkSessionSpec) {
			s.Storage = &v1alpha1.Storage{Type: v1alpha1.StorageVolume, Volume: &v1alpha1.VolumeStorage{Size: "1Gi"}}
			s.FlinkConfiguration = map[string]*string{"web.upload.dir": new("/tmp/up")}
		}, 1},
		"a volume, and a folder of it": {func(s *v1alpha1.FlinkSessionSpec) {
			s.Storage = &v1alpha1.Storage{Type: v1alpha1.StorageVolume, Volume: &v1alpha1.VolumeStorage{Size: "1Gi"}}
			s.FlinkConfiguration = map[string]*string{"web.upload.dir": new("/opt/flink/state/up")}
		}, 0},
		"a folder that nothing is mounted at": {uploadsTo("web.upload.dir", "/shared", nil, ""), 1},
		"by its old key":                      {uploadsTo("jobmanager.web.upload.dir", "/shared", nil, ""), 1},
		"a folder that no volume has":         {uploadsTo("web.upload.dir", "/tmp/up", map[string]any{"nfs": map[string]any{"server": "files", "path": "/"}}, "/shared"), 1},
		"a folder whose name begins alike":    {uploadsTo("web.upload.dir", "/shared-not", map[string]any{"nfs": map[string]any{"server": "files", "path": "/"}}, "/shared"), 1},
		"a claim":                             {uploadsTo("web.upload.dir", "/shared", map[string]any{"persistentVolumeClaim": map[string]any{"claimName": "jars"}}, "/shared"), 0},
		"a folder of a claim":                 {uploadsTo("web.upload.dir", "/shared/up/", map[string]any{"persistentVolumeClaim": map[string]any{"claimName": "jars"}}, "/shared/"), 0},
		"a claim, by its old key":             {uploadsTo("jobmanager.web.upload.dir", "/shared", map[string]any{"persistentVolumeClaim": map[string]any{"claimName": "jars"}}, "/shared"), 0},
		"NFS":                                 {uploadsTo("web.upload.dir", "/shared", map[string]any{"nfs": map[string]any{"server": "files", "path": "/"}}, "/shared"), 0},
		"CSI":                                 {uploadsTo("web.upload.dir", "/shared", map[string]any{"csi": map[string]any{"driver": "files"}}, "/shared"), 0},
		"a folder of each pod":                {uploadsTo("web.upload.dir", "/shared", map[string]any{"emptyDir": map[string]any{}}, "/shared"), 1},
		"a folder of each node":               {uploadsTo("web.upload.dir", "/shared", map[string]any{"hostPath": map[string]any{"path": "/shared"}}, "/shared"), 1},
		"a claim in the JobManager's own template": {func(s *v1alpha1.FlinkSessionSpec) {
			uploadsTo("web.upload.dir", "/shared", map[string]any{"persistentVolumeClaim": map[string]any{"claimName": "jars"}}, "/shared")(s)
			s.JobManager.PodTemplate, s.PodTemplate = s.PodTemplate, nil
		}, 0},
		"a claim in the TaskManagers' template": {func(s *v1alpha1.FlinkSessionSpec) {
			uploadsTo("web.upload.dir", "/shared", map[string]any{"persistentVolumeClaim": map[string]any{"claimName": "jars"}}, "/shared")(s)
			s.TaskManager.PodTemplate, s.PodTemplate = s.PodTemplate, nil
		}, 1},
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
			Environment: &v1alpha1.EnvironmentSpec{Namespace: "streaming", OperatorVersion: "1.15", EnvironmentStores: v1alpha1.EnvironmentStores{S3: &v1alpha1.EnvironmentS3{Bucket: "flink"}}},
		}}
		tt.change(&session.Spec)
		var environments []*v1alpha1.Environment
		for name := range session.Spec.Environments {
			environments = append(environments, &v1alpha1.Environment{Metadata: v1alpha1.Metadata{Name: name}, Spec: v1alpha1.EnvironmentSpec{
				Namespace: name, OperatorVersion: "1.15", EnvironmentStores: v1alpha1.EnvironmentStores{S3: &v1alpha1.EnvironmentS3{Bucket: "flink"}},
			}})
		}
		result, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{session}, Environments: environments})
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		var warned []string
		for _, finding := range result.Findings {
			if finding.Rule == diagnostic.RuleRenamedOption { // of the old key
				continue
			}
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
