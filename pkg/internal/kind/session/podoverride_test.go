package session_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// Manifests of other tools state the labels that Flink and the operator give the pods anyway.
func TestPodTemplatesMayStateTheLabelsThatPodsHave(t *testing.T) {
	template := func(labels string) *v1alpha1.PodTemplate {
		var template v1alpha1.PodTemplate
		if err := template.UnmarshalJSON([]byte(`{"metadata":{"labels":` + labels + `}}`)); err != nil {
			t.Fatal(err)
		}
		return &template
	}
	native, standalone := v1alpha1.ModeNative, v1alpha1.ModeStandalone
	for _, tt := range []struct {
		what                          string
		mode                          v1alpha1.Mode
		both, jobManager, taskManager string
		want                          string
	}{
		{"native", native, `{"app":"analytics","type":"flink-native-kubernetes"}`, `{"component":"jobmanager"}`, `{"component":"taskmanager"}`, ""},
		{"standalone", standalone, `{"type":"flink-standalone-kubernetes"}`, `{"app":"analytics"}`, `{"component":"taskmanager"}`, ""},
		{"other labels", native, `{"team":"data"}`, `{}`, `{}`, ""},
		{"removed", native, `{"app":null}`, `{}`, `{}`, ""},
		{"another app", native, `{"app":"flink"}`, `{}`, `{}`,
			`FlinkSession analytics: spec.podTemplate.metadata.labels.app: must be "analytics", which Flink and the operator make it, or not be set, not "flink"`},
		{"another component", native, `{}`, `{}`, `{"component":"jobmanager"}`,
			`FlinkSession analytics: spec.taskManager.podTemplate.metadata.labels.component: must be "taskmanager", which Flink and the operator make it, or not be set, not "jobmanager"`},
		{"one component for both", native, `{"component":"jobmanager"}`, `{}`, `{}`,
			`FlinkSession analytics: spec.podTemplate.metadata.labels.component: must not be set for both roles: Flink and the operator replace it`},
		{"the type of the other mode", standalone, `{}`, `{"type":"flink-native-kubernetes"}`, `{}`,
			`FlinkSession analytics: spec.jobManager.podTemplate.metadata.labels.type: must be "flink-standalone-kubernetes", which Flink and the operator make it, or not be set, not "flink-native-kubernetes"`},
	} {
		got := complaints(t, v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				Mode:        tt.mode,
				PodTemplate: template(tt.both),
				JobManager:  &v1alpha1.JobManager{Memory: "2Gi", PodTemplate: template(tt.jobManager)},
				TaskManager: &v1alpha1.TaskManager{CPU: "2", Memory: "8Gi", PodTemplate: template(tt.taskManager)},
			},
		})
		if got != tt.want {
			t.Errorf("%s: the errors are\n%s\nmust be\n%s", tt.what, got, tt.want)
		}
	}
}
