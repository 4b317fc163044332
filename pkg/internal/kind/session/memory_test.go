package session_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/session"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// Without managed memory 800m suffice for a TaskManager, with Flink's default they do not. A base does not know yet.
func TestMemoryIsCheckedWhereTheSessionIsComplete(t *testing.T) {
	none := "0"
	analytics := &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: "analytics"},
		Spec: v1alpha1.FlinkSessionSpec{
			Cluster: v1alpha1.Cluster{
				FlinkVersion: "1.20.3",
				JobManager:   &v1alpha1.JobManager{Memory: "2Gi"},
				TaskManager:  &v1alpha1.TaskManager{CPU: "2", Memory: "800m"},
			},
			Environments: map[string]v1alpha1.FlinkSessionSpec{
				"dev":  {Cluster: v1alpha1.Cluster{FlinkConfiguration: map[string]*string{"taskmanager.memory.managed.fraction": &none}}},
				"prod": {},
			},
		},
	}
	environments := map[string]resolve.Source[v1alpha1.Environment]{}
	for _, name := range []string{"dev", "prod"} {
		environments[name] = resolve.Source[v1alpha1.Environment]{Object: &v1alpha1.Environment{
			Metadata: v1alpha1.Metadata{Name: name},
			Spec:     v1alpha1.EnvironmentSpec{Namespace: "streaming-" + name, OperatorVersion: "1.15"},
		}}
	}
	targets, errs := session.Targets(resolve.Source[v1alpha1.FlinkSession]{Object: analytics}, environments, nil)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	for _, target := range targets.All() {
		refused := len(session.CheckTarget(target)) > 0
		if want := target.EnvironmentName == "prod"; refused != want {
			t.Errorf("environment %q: refused is %v, must be %v: %v", target.EnvironmentName, refused, want, session.CheckTarget(target))
		}
	}
}
