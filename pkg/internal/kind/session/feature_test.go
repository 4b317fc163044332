package session_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

func TestPausesMayBeZeroAndTimesHaveEveryUnitOfFlink(t *testing.T) {
	two, three := int32(2), int32(3)
	for what, spec := range map[string]v1alpha1.FlinkSessionSpec{
		"no pause goes with concurrent checkpoints": {Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{Interval: "30 secs", MinPause: "0s", MaxConcurrent: &two}}},
		"no delay": {Cluster: v1alpha1.Cluster{RestartStrategy: &v1alpha1.RestartStrategy{
			Type: v1alpha1.RestartStrategyFixedDelay, FixedDelay: &v1alpha1.FixedDelayRestart{Attempts: &three, Delay: "0 ms"},
		}}},
		"no delay after failures": {Cluster: v1alpha1.Cluster{RestartStrategy: &v1alpha1.RestartStrategy{
			Type: v1alpha1.RestartStrategyFailureRate, FailureRate: &v1alpha1.FailureRateRestart{MaxFailuresPerInterval: &three, Delay: "0s"},
		}}},
		"the longest time as Java has it": {Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{Interval: "30s", Timeout: "9223372036854775807 ms"}}},
	} {
		if got := complaints(t, spec); got != "" {
			t.Errorf("%s must pass, not give %q", what, got)
		}
	}
	one := v1alpha1.FlinkSessionSpec{Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{Interval: "30s", MinPause: "1s", MaxConcurrent: &two}}}
	if got := complaints(t, one); !strings.Contains(got, "must be 1 with spec.checkpoints.minPause") {
		t.Errorf("a pause must not go with concurrent checkpoints: %q", got)
	}
}

func TestAnotherSchemeOfS3GoesWithAPluginOfTheUsersOwn(t *testing.T) {
	spec := func(change func(*v1alpha1.FlinkSessionSpec)) v1alpha1.FlinkSessionSpec {
		s := v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				Storage:    &v1alpha1.Storage{Type: v1alpha1.StorageS3},
				Savepoints: &v1alpha1.Savepoints{Directory: "s3a://flink/savepoints"},
			},
			Environment: &v1alpha1.EnvironmentSpec{EnvironmentStores: v1alpha1.EnvironmentStores{S3: &v1alpha1.EnvironmentS3{Bucket: "flink"}}},
		}
		change(&s)
		return s
	}
	plugins := "flink-s3-fs-hadoop-1.20.3.jar"
	var template v1alpha1.PodTemplate
	if err := template.UnmarshalJSON([]byte(`{"spec":{"containers":[{"name":"flink-main-container","env":[{"name":"ENABLE_BUILT_IN_PLUGINS","value":"a.jar"}]}]}}`)); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(*v1alpha1.FlinkSessionSpec){
		"a scheme of the plugin": func(s *v1alpha1.FlinkSessionSpec) { s.Savepoints.Directory = "s3p://flink/savepoints" },
		"another file system":    func(s *v1alpha1.FlinkSessionSpec) { s.Savepoints.Directory = "hdfs:///savepoints" },
		"plugin Hadoop": func(s *v1alpha1.FlinkSessionSpec) {
			s.Storage.S3 = &v1alpha1.S3Storage{Plugin: v1alpha1.S3PluginHadoop}
		},
		"plugins of the image": func(s *v1alpha1.FlinkSessionSpec) {
			s.Storage.S3 = &v1alpha1.S3Storage{PluginActivation: v1alpha1.PluginActivationImage}
		},
		"the image's switch": func(s *v1alpha1.FlinkSessionSpec) {
			s.Env = map[string]*v1alpha1.EnvVar{"ENABLE_BUILT_IN_PLUGINS": {Value: plugins}}
		},
		"the switch in a pod template": func(s *v1alpha1.FlinkSessionSpec) { s.PodTemplate = &template },
		"the switch for one role": func(s *v1alpha1.FlinkSessionSpec) {
			s.JobManager = &v1alpha1.JobManager{Memory: "2Gi", PodTemplate: &template}
		},
		"the switch as an option": func(s *v1alpha1.FlinkSessionSpec) {
			s.FlinkConfiguration = map[string]*string{"containerized.master.env.ENABLE_BUILT_IN_PLUGINS": &plugins}
		},
	} {
		if got := complaints(t, spec(change)); got != "" {
			t.Errorf("%s must pass, not give %q", what, got)
		}
	}
	if got := complaints(t, spec(func(*v1alpha1.FlinkSessionSpec) {})); !strings.Contains(got, "must have a scheme of plugin Presto") {
		t.Errorf("a scheme of the other plugin must be refused, not give %q", got)
	}
}

func TestAMetricsPortIsFreeWhereFlinkListensElsewhere(t *testing.T) {
	port, moved := int32(8081), "8082"
	spec := v1alpha1.FlinkSessionSpec{Cluster: v1alpha1.Cluster{Metrics: &v1alpha1.Metrics{Port: &port}, FlinkConfiguration: map[string]*string{"rest.port": &moved}}}
	if got := complaints(t, spec); got != "" {
		t.Errorf("8081 must be free where the REST interface has another port, not give %q", got)
	}
}

func TestCheckpointsInMemory(t *testing.T) {
	yes, three := true, int32(3)
	settings := v1alpha1.Checkpoints{Interval: "30s", StateBackend: v1alpha1.StateBackendRocksDB, Incremental: &yes, Retained: &three}
	directory := "s3://flink/checkpoints"
	for what, spec := range map[string]v1alpha1.FlinkSessionSpec{
		"RocksDB alone": {Cluster: v1alpha1.Cluster{Checkpoints: &v1alpha1.Checkpoints{Interval: "30s", StateBackend: v1alpha1.StateBackendRocksDB}}},
		"a directory as an option": {
			Cluster: v1alpha1.Cluster{
				Checkpoints:        &settings,
				FlinkConfiguration: map[string]*string{"state.checkpoints.dir": &directory},
			},
		},
	} {
		if got := complaints(t, spec); got != "" {
			t.Errorf("%s must pass, not give %q", what, got)
		}
	}
}
