package generate_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

func TestFlinkDeploymentsAreThoseOfTheEnvironments(t *testing.T) {
	session := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}, Spec: v1alpha1.FlinkSessionSpec{
		Cluster: v1alpha1.Cluster{FlinkVersion: "1.20.3", JobManager: &v1alpha1.JobManager{Memory: "2Gi"}, TaskManager: &v1alpha1.TaskManager{Memory: "8Gi"}},
		Environments: map[string]v1alpha1.FlinkSessionSpec{
			"prod": {Cluster: v1alpha1.Cluster{TaskManager: &v1alpha1.TaskManager{Memory: "16Gi"}}},
			"dev":  {},
		},
	}}
	in := generate.Input{Specs: []v1alpha1.Spec{session}}
	for _, name := range []string{"prod", "dev"} {
		in.Environments = append(in.Environments, &v1alpha1.Environment{
			Metadata: v1alpha1.Metadata{Name: name}, Spec: v1alpha1.EnvironmentSpec{Namespace: name, OperatorVersion: "1.15"},
		})
	}
	result, err := generate.Specs(in)
	if err != nil {
		t.Fatal(err)
	}
	got, err := result.FlinkDeployments("analytics")
	if err != nil || len(got) != 2 {
		t.Fatalf("there must be one for each environment: %+v, %v", got, err)
	}
	for i, want := range []struct{ environment, memory string }{{"dev", "8Gi"}, {"prod", "16Gi"}} {
		spec := got[i].Object.Spec
		if got[i].Environment != want.environment || spec.TaskManager.Resource.Memory != want.memory || spec.JobManager.Resource.Memory != "2Gi" || spec.FlinkVersion != "v1_20" {
			t.Errorf("got %s: %+v", got[i].Environment, spec)
		}
	}
	if none, err := result.FlinkDeployments("other"); err != nil || len(none) != 0 {
		t.Errorf("a name that no spec has must have none: %+v, %v", none, err)
	}
}
