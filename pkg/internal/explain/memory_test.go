package explain_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/internal/explain"
)

// made are a session with two environments and one without.
func made(t *testing.T) *generate.Result {
	t.Helper()
	size := "1gb"
	cluster := func() v1alpha1.Cluster {
		return v1alpha1.Cluster{
			FlinkVersion: "1.20.3",
			JobManager:   &v1alpha1.JobManager{Memory: "2Gi"},
			TaskManager:  &v1alpha1.TaskManager{Memory: "8Gi"},
		}
	}
	analytics := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}, Spec: v1alpha1.FlinkSessionSpec{
		Cluster: cluster(),
		Environments: map[string]v1alpha1.FlinkSessionSpec{
			"dev": {},
			"prod": {Cluster: v1alpha1.Cluster{
				TaskManager:        &v1alpha1.TaskManager{Memory: "16Gi"},
				FlinkConfiguration: map[string]*string{"taskmanager.memory.managed.size": &size},
			}},
		},
	}}
	alone := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "alone"}, Spec: v1alpha1.FlinkSessionSpec{Cluster: cluster()}}
	alone.Spec.Environment = &v1alpha1.EnvironmentSpec{Namespace: "alone", OperatorVersion: "1.15"}
	in := generate.Input{Specs: []v1alpha1.Spec{analytics, alone}}
	for _, name := range []string{"dev", "prod"} {
		in.Environments = append(in.Environments, &v1alpha1.Environment{
			Metadata: v1alpha1.Metadata{Name: name}, Spec: v1alpha1.EnvironmentSpec{Namespace: name, OperatorVersion: "1.15"},
		})
	}
	result, err := generate.Specs(in)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func component(components []explain.Component, name string) int64 {
	for _, c := range components {
		if c.Name == name {
			return c.Bytes
		}
	}
	return -1
}

func TestMemoryIsThatOfTheEnvironment(t *testing.T) {
	all, err := explain.MemoryOf(made(t), "analytics", "")
	if err != nil || len(all) != 2 || all[0].Environment != "dev" || all[1].Environment != "prod" || all[0].FlinkVersion != "1.20" {
		t.Fatalf("got %+v, %v", all, err)
	}
	for i, want := range []struct{ process, managed int64 }{{8 << 30, 2985002310}, {16 << 30, 1 << 30}} {
		if total, managed := component(all[i].TaskManager, "Total Process Memory"), component(all[i].TaskManager, "Managed"); total != want.process || managed != want.managed {
			t.Errorf("%s: got %d in all, %d managed", all[i].Environment, total, managed)
		}
		if total := component(all[i].JobManager, "Total Process Memory"); total != 2<<30 {
			t.Errorf("%s: got %d for the JobManager", all[i].Environment, total)
		}
	}
	one, err := explain.MemoryOf(made(t), "analytics", "prod")
	if err != nil || len(one) != 1 || one[0].Environment != "prod" {
		t.Errorf("prod alone: got %+v, %v", one, err)
	}
	alone, err := explain.MemoryOf(made(t), "alone", "")
	if err != nil || len(alone) != 1 || alone[0].Environment != "" {
		t.Errorf("a session without environments: got %+v, %v", alone, err)
	}
}

// Each component is the sum of its parts, so that nothing is shown twice or left out.
func TestComponentsAreTheSumOfTheirParts(t *testing.T) {
	all, err := explain.MemoryOf(made(t), "analytics", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, components := range [][]explain.Component{all[0].JobManager, all[0].TaskManager, all[1].TaskManager} {
		for i, whole := range components {
			sum, parts := int64(0), 0
			for _, c := range components[i+1:] {
				if c.Depth <= whole.Depth {
					break
				}
				if c.Depth == whole.Depth+1 {
					sum, parts = sum+c.Bytes, parts+1
				}
			}
			if parts > 0 && sum != whole.Bytes {
				t.Errorf("%s is %d, and its parts are %d", whole.Name, whole.Bytes, sum)
			}
		}
	}
}

func TestMemoryOfNothingNamesWhatThereIs(t *testing.T) {
	result := made(t)
	for _, test := range []struct{ session, environment, want string }{
		{"analitics", "", `the session must be one of alone, analytics, not "analitics": did you mean "analytics"?`},
		{"analytics", "prd", `the environment must be one of dev, prod, not "prd": did you mean "prod"?`},
		{"alone", "prod", "alone has no named environments: leave --environment out"},
	} {
		if all, err := explain.MemoryOf(result, test.session, test.environment); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s in %q: got %+v, %v", test.session, test.environment, all, err)
		}
	}
}
