package generate_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

// application is one that every release of the operator takes.
func application(name string, change func(*v1alpha1.FlinkApplicationSpec)) *v1alpha1.FlinkApplication {
	parallelism := int32(2)
	a := &v1alpha1.FlinkApplication{Metadata: v1alpha1.Metadata{Name: name}, Spec: v1alpha1.FlinkApplicationSpec{
		Namespace: "streaming",
		Cluster: v1alpha1.Cluster{
			FlinkVersion: "1.18.1", Image: "registry.example.com/orders:1",
			JobManager: &v1alpha1.JobManager{Memory: "2048m"}, TaskManager: &v1alpha1.TaskManager{Memory: "4096m"},
		},
		Job:         &v1alpha1.ApplicationJob{Job: v1alpha1.Job{JarURI: "local:///opt/flink/usrlib/orders.jar", Parallelism: &parallelism}},
		Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
	}}
	change(&a.Spec)
	return a
}

// The operator takes last-state without high availability since 1.10: what a JobManager's loss then costs is a warning.
func TestLastStateWithoutHighAvailabilityIsAnErrorAndThenAWarning(t *testing.T) {
	for release, severity := range map[string]diagnostic.Severity{
		"1.7": diagnostic.SeverityError, "1.9": diagnostic.SeverityError, "1.10": diagnostic.SeverityWarning, "1.15": diagnostic.SeverityWarning,
	} {
		result, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{application("orders", func(spec *v1alpha1.FlinkApplicationSpec) {
			spec.Job.UpgradeMode = v1alpha1.UpgradeModeLastState
			spec.Checkpoints = &v1alpha1.Checkpoints{Directory: "s3://flink/checkpoints"}
			spec.Environment.OperatorVersion = release
		})}})
		switch {
		case severity == diagnostic.SeverityError && (err == nil || !strings.Contains(err.Error(), "spec.job.upgradeMode: must not be LastState without high availability with operator release "+release)):
			t.Errorf("%s: error = %v", release, err)
		case severity == diagnostic.SeverityWarning && err != nil:
			t.Errorf("%s: %v", release, err)
		case severity == diagnostic.SeverityWarning && (len(result.Findings) != 1 || result.Findings[0].Rule != diagnostic.RuleLastState || result.Findings[0].Severity != severity):
			t.Errorf("%s: findings = %v", release, result.Findings)
		}
	}
}

// The operator makes FlinkDeployments <name>-blue and <name>-green, which nobody else may have, and keeps their metadata apart.
func TestClustersInTurnTakeTheNamesOfBoth(t *testing.T) {
	blueGreen := application("orders", func(spec *v1alpha1.FlinkApplicationSpec) { spec.UpgradeStrategy = v1alpha1.UpgradeStrategyBlueGreen })
	same := func(*v1alpha1.FlinkApplicationSpec) {}
	for name, clash := range map[string]bool{"orders-blue": true, "orders-green": true, "orders-red": false, "orders-blu": false} {
		_, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{blueGreen, application(name, same)}})
		if got := err != nil && strings.Contains(err.Error(), "must not clash with"); got != clash {
			t.Errorf("%s: clash = %v: %v", name, got, err)
		}
	}
}

// One FlinkDeployment cannot be both: the folders differ, and the names clash in one namespace alone.
func TestASessionAndAnApplicationOfOneNameAndNamespaceClash(t *testing.T) {
	session := func(namespace string) *v1alpha1.FlinkSession {
		return &v1alpha1.FlinkSession{Metadata: v1alpha1.Metadata{Name: "orders"}, Spec: v1alpha1.FlinkSessionSpec{
			Namespace: namespace,
			Cluster: v1alpha1.Cluster{
				FlinkVersion: "1.18.1",
				JobManager:   &v1alpha1.JobManager{Memory: "2048m"}, TaskManager: &v1alpha1.TaskManager{Memory: "4096m"},
			},
			Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
		}}
	}
	for namespace, clash := range map[string]bool{"streaming": true, "batch": false} {
		_, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{session(namespace), application("orders", func(*v1alpha1.FlinkApplicationSpec) {})}})
		if got := err != nil && strings.Contains(err.Error(), `both have the FlinkDeployment "orders" in namespace "streaming"`); got != clash {
			t.Errorf("%s: clash = %v: %v", namespace, got, err)
		}
	}
}

// StreamPark submits jobs to sessions; somebody who names an application is told what it is.
func TestStreamParkRegistersNoApplication(t *testing.T) {
	orders := application("orders", func(*v1alpha1.FlinkApplicationSpec) {})
	streamPark := func(sessions []string) *v1alpha1.StreamPark {
		return &v1alpha1.StreamPark{Metadata: v1alpha1.Metadata{Name: "console"}, Spec: v1alpha1.StreamParkSpec{
			Version: "2.1.6", Namespace: "streaming", Sessions: sessions,
			Database: &v1alpha1.StreamParkDatabase{Type: v1alpha1.StreamParkDatabaseH2}, Registration: &v1alpha1.StreamParkRegistration{},
			Environment: &v1alpha1.EnvironmentSpec{OperatorVersion: "1.15"},
		}}
	}
	const want = "spec.sessions[0]: must be a FlinkSession, and orders is a FlinkApplication, which is not registered"
	_, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{orders, streamPark([]string{"orders"})}})
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error = %v\nwant one with %s", err, want)
	}
	_, err = generate.Specs(generate.Input{Specs: []v1alpha1.Spec{orders, streamPark(nil)}})
	if err != nil && strings.Contains(err.Error(), "orders") {
		t.Errorf("an application that nobody names is passed over, and gives %v", err)
	}
}
