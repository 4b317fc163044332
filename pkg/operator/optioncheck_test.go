package operator_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestCheckOption(t *testing.T) {
	for _, test := range []struct{ name, key, value, release, want string }{
		{"known", "kubernetes.operator.savepoint.format.type", "native", "1.6", ""},
		{"of a listener, in the operator alone", "kubernetes.operator.plugins.listeners.audit.class", "a.B", "1.6", "its own configuration alone"},
		{"legacy spelling of the autoscaler's", "kubernetes.operator.job.autoscaler.enabled", "true", "1.15", ""},
		{"autoscaler's, before it had a prefix of its own", "job.autoscaler.enabled", "true", "1.6", "set kubernetes.operator.job.autoscaler.enabled"},
		{"autoscaler's", "job.autoscaler.enabled", "true", "1.7", ""},
		{"not an operator's", "kubernetes.operators", "x", "1.15", ""},
		{"not yet", "kubernetes.operator.snapshot.resource.enabled", "true", "1.9", "the option is there since 1.10"},
		{"perhaps", "job.autoscaler.quota.cpu", "10", "1.8", ""},
		{"not even perhaps", "job.autoscaler.quota.cpu", "10", "1.7", "the option is there since 1.10"},
		{"under its earlier key", "kubernetes.operator.session.deletion.block-on-unmanaged-jobs", "true", "1.14", "set kubernetes.operator.session.block-on-unmanaged-jobs"},
		{"read elsewhere", "kubernetes.operator.reconcile.interval", "1 min", "1.15",
			"its own configuration alone and ignores it here; set it in the operator's own, defaultConfiguration among the values of its Helm chart"},
		{"read elsewhere, without its prefix", "metrics.scope.k8soperator.resource", "a", "1.15", "its own configuration alone"},
		{"read from another kind", "kubernetes.operator.bluegreen.abort.grace-period", "1 min", "1.15", "spec.configuration of a FlinkBlueGreenDeployment"},
		{"default for sessions", "kubernetes.operator.default-configuration.namespace.a.parallelism.default", "1", "1.15", "its own configuration alone"},
		{"metrics of the operator", "kubernetes.operator.metrics.reporter.prom.port", "9999", "1.15", "its own configuration alone"},
		{"mistyped", "kubernetes.operator.savepoint.history.max.cuont", "1", "1.15", `did you mean "kubernetes.operator.savepoint.history.max.count"?`},
		{"mistyped of the autoscaler", "job.autoscaler.stabilisation.interval", "1 min", "1.15", `did you mean "job.autoscaler.stabilization.interval"?`},

		{"boolean", "kubernetes.operator.deployment.rollback.enabled", "yes", "1.15", `must be true or false, not "yes"`},
		{"duration", "kubernetes.operator.jm-deployment.shutdown-ttl", "1 week", "1.15", "whole number with a unit of time"},
		{"duration of a Flink that is not the operator's", "kubernetes.operator.jm-deployment.shutdown-ttl", "PT1H", "1.15", "whole number with a unit of time"},
		{"enum", "kubernetes.operator.savepoint.format.type", "AVRO", "1.15", "must be one of CANONICAL, NATIVE"},
		{"number", "kubernetes.operator.savepoint.history.max.count", "many", "1.15", "whole number of at most 32 bits"},
		{"memory", "job.autoscaler.quota.memory", "10Gi", "1.15", "units of memory"},
		{"map", "kubernetes.operator.user.artifacts.http.header", "token", "1.15", "must be pairs of a key and a value"},
		{"under the legacy spelling", "kubernetes.operator.job.autoscaler.stabilization.interval", "soon", "1.15", "whole number with a unit of time"},
		{"time between savepoints", "kubernetes.operator.periodic.savepoint.interval", "6h", "1.6", ""},
		{"times of savepoints, too early", "kubernetes.operator.periodic.savepoint.interval", "0 0 */6 * * ?", "1.6", "cron expression"},
		{"times of savepoints", "kubernetes.operator.periodic.savepoint.interval", "0 0 */6 * * ?", "1.7", ""},
		{"times of savepoints as of crontab", "kubernetes.operator.periodic.savepoint.interval", "0 */6 * * *", "1.15", "cron expression of 6 or 7 fields"},
		{"periods", "job.autoscaler.excluded.periods", "09:00-17:30;* * * ? * SAT,SUN && 08:00:00-12:00:00", "1.15", ""},
		{"periods of no day", "job.autoscaler.excluded.periods", "25:00-26:00", "1.15", "must be daily periods or cron expressions of 6 or 7 fields, such as 09:00-17:30"},
	} {
		t.Run(test.name, func(t *testing.T) {
			release, err := operator.ParseRelease(test.release)
			if err != nil {
				t.Fatal(err)
			}
			err = operator.CheckOption(test.key, test.value, release)
			switch {
			case test.want == "" && err != nil:
				t.Errorf("must pass, not be refused: %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("the error must say %q, not %v", test.want, err)
			}
		})
	}
}

// Whatever a user writes gives an error or none, never a panic, and every error says what must hold.
func FuzzCheckOption(f *testing.F) {
	f.Add("job.autoscaler.excluded.periods", "09:00-17:30;;&&")
	f.Add("kubernetes.operator.plugins.listeners..class", "")
	f.Add("kubernetes.operator.", "\xff")
	f.Fuzz(func(t *testing.T, key, value string) {
		for _, release := range append(operator.Releases(), operator.Release{}) {
			if err := operator.CheckOption(key, value, release); err != nil && !strings.HasPrefix(err.Error(), "must ") {
				t.Errorf("the error must say what must hold: %v", err)
			}
		}
	})
}
