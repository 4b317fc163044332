package sessioncluster_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/internal/sessioncluster"
)

// Somebody who names a cluster that does not run where the job does must learn where it runs, or which one they may have meant.
func TestWhatAnUnknownClusterMayBe(t *testing.T) {
	at := func(environment, namespace, name string) sessioncluster.Cluster {
		return sessioncluster.Cluster{ID: sessioncluster.ID{Environment: environment, Namespace: namespace, Name: name}}
	}
	application := at("prod", "streaming", "fraud")
	application.Application = true
	for name, test := range map[string]struct {
		cluster  string
		clusters []sessioncluster.Cluster
		want     string
	}{
		"nothing": {"analytics", nil, `must be a session cluster of the environment, and there is none: not "analytics"`},
		"misspelt": {"analytic", []sessioncluster.Cluster{at("prod", "streaming", "reports"), at("prod", "streaming", "analytics")},
			`must be a session cluster of the environment, such as analytics, not "analytic": did you mean "analytics"?`},
		"an application is none": {"frau", []sessioncluster.Cluster{application}, `must be a session cluster of the environment, and there is none: not "frau"`},
		"other namespaces": {"analytics", []sessioncluster.Cluster{at("prod", "b", "analytics"), at("prod", "a", "analytics"), at("dev", "c", "analytics")},
			`must be a session cluster in namespace "streaming", where the job is: "analytics" runs in namespace "a" and "b"`},
		"other environments": {"analytics", []sessioncluster.Cluster{at("test", "streaming", "analytics"), at("dev", "a", "analytics"), at("dev", "b", "analytics"), at("stage", "b", "analytics")},
			`must be a session cluster of the environment: "analytics" runs in dev, stage and test only`},
		"of no environment": {"analytics", []sessioncluster.Cluster{at("", "streaming", "analytics")}, `must be a session cluster of the environment, and there is none: not "analytics"`},
	} {
		target := &resolve.Target{EnvironmentName: "prod", Namespace: "streaming", Environment: &v1alpha1.EnvironmentSpec{}}
		if got := sessioncluster.Unknown(target, test.cluster, test.clusters); got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
}
