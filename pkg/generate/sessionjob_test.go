package generate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

func jobIn(session string) *v1alpha1.FlinkSessionJob {
	parallelism := int32(2)
	return &v1alpha1.FlinkSessionJob{
		Metadata: v1alpha1.Metadata{Name: "orders"},
		Spec: v1alpha1.FlinkSessionJobSpec{
			Session:      session,
			Job:          &v1alpha1.Job{JarURI: "https://repo.example.com/orders.jar", Parallelism: &parallelism},
			Environments: map[string]v1alpha1.FlinkSessionJobSpec{"dev": {}, "prod": {}},
		},
	}
}

func clusterIn(environments ...string) *v1alpha1.FlinkSession {
	session := &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "analytics"}, Spec: v1alpha1.FlinkSessionSpec{
		Cluster: v1alpha1.Cluster{
			FlinkVersion: "1.20.3",
			JobManager:   &v1alpha1.JobManager{CPU: "1", Memory: "2Gi"},
			TaskManager:  &v1alpha1.TaskManager{CPU: "1", Memory: "4Gi"},
		},
		Environments: map[string]v1alpha1.FlinkSessionSpec{},
	}}
	for _, name := range environments {
		session.Spec.Environments[name] = v1alpha1.FlinkSessionSpec{}
	}
	return session
}

func twoEnvironments() []*v1alpha1.Environment {
	var all []*v1alpha1.Environment
	for _, name := range []string{"dev", "prod"} {
		all = append(all, &v1alpha1.Environment{Metadata: v1alpha1.Metadata{Name: name},
			Spec: v1alpha1.EnvironmentSpec{Namespace: "streaming-" + name, OperatorVersion: "1.15"}})
	}
	return all
}

// A session that goes while jobs name it would never be gone: the operator waits until they are.
func TestASessionIsNotRemovedWhileJobsNameIt(t *testing.T) {
	for name, test := range map[string]struct {
		specs []v1alpha1.Spec
		err   string
	}{
		"it is there":         {[]v1alpha1.Spec{jobIn("analytics"), clusterIn("dev", "prod")}, ""},
		"it is removed":       {[]v1alpha1.Spec{jobIn("analytics")}, `FlinkSessionJob orders: spec.session: must be a session cluster of the environment, and there is none: not "analytics"`},
		"it leaves prod":      {[]v1alpha1.Spec{jobIn("analytics"), clusterIn("dev")}, `FlinkSessionJob orders: spec.environments.prod.session: must be a session cluster of the environment: "analytics" runs in dev only`},
		"the job is misspelt": {[]v1alpha1.Spec{jobIn("analitics"), clusterIn("dev", "prod")}, `FlinkSessionJob orders: spec.session: must be a session cluster of the environment, such as analytics, not "analitics": did you mean "analytics"?`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := generate.Specs(generate.Input{Specs: test.specs, Environments: twoEnvironments()})
			if test.err == "" && err != nil || test.err != "" && (err == nil || err.Error() != test.err) {
				t.Errorf("got %v, want %s", err, test.err)
			}
		})
	}
}

// What is wrong with the session is not also missing for its jobs.
func TestASessionWithAnErrorIsNotMissing(t *testing.T) {
	session := clusterIn("dev", "prod")
	session.Spec.FlinkVersion = "1.20"
	_, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{session, jobIn("analytics")}, Environments: twoEnvironments()})
	if err == nil || strings.Contains(err.Error(), "orders") || !strings.Contains(err.Error(), "spec.flinkVersion") {
		t.Errorf("the session alone must be wrong, and the error is %v", err)
	}
}

// A platform team's session may stand in a repository of its own.
func TestASessionElsewhereIsWaived(t *testing.T) {
	job := jobIn("analytics")
	job.Metadata.Annotations = map[string]string{diagnostic.WaiveAnnotation: "missing-session it stands in the platform's repository"}
	result, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{job}, Environments: twoEnvironments()})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Findings) > 0 {
		t.Errorf("there must be no warning: %v", result.Findings)
	}
	content, _ := result.Tree.File("jobs/orders/base/flinksessionjob.yaml")
	if !strings.Contains(string(content), "deploymentName: analytics") || strings.Contains(string(content), diagnostic.WaiveAnnotation) {
		t.Errorf("the job must name the session, without the waiver:\n%s", content)
	}
}

// A job comes after its session, whatever order the specs are in and however their folders sort.
func TestAJobStandsAfterItsSessionInTheEnvironment(t *testing.T) {
	result, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{jobIn("analytics"), clusterIn("dev", "prod")}, Environments: twoEnvironments()})
	if err != nil {
		t.Fatal(err)
	}
	content, _ := result.Tree.File("environments/prod/kustomization.yaml")
	lines := strings.Split(string(content), "\n")
	session, job := slices.Index(lines, "- ../../flink/analytics/overlays/prod"), slices.Index(lines, "- ../../jobs/orders/overlays/prod")
	if session < 0 || job < session {
		t.Errorf("the job must stand after its session:\n%s", content)
	}
}
