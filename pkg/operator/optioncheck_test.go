package operator_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestCheckOption(t *testing.T) {
	for _, test := range []struct{ name, key, release, want string }{
		{"known", "kubernetes.operator.savepoint.format.type", "1.6", ""},
		{"of a user's choice", "kubernetes.operator.plugins.listeners.audit.class", "1.6", ""},
		{"legacy spelling of the autoscaler's", "kubernetes.operator.job.autoscaler.enabled", "1.15", ""},
		{"autoscaler's, before it had a prefix of its own", "job.autoscaler.enabled", "1.6", "set kubernetes.operator.job.autoscaler.enabled"},
		{"autoscaler's", "job.autoscaler.enabled", "1.7", ""},
		{"not an operator's", "kubernetes.operators", "1.15", ""},
		{"not yet", "kubernetes.operator.snapshot.resource.enabled", "1.9", "the option is there since 1.10"},
		{"under its earlier key", "kubernetes.operator.session.deletion.block-on-unmanaged-jobs", "1.14", "set kubernetes.operator.session.block-on-unmanaged-jobs"},
		{"read elsewhere", "kubernetes.operator.reconcile.interval", "1.15", "its own configuration alone"},
		{"default for sessions", "kubernetes.operator.default-configuration.namespace.a.parallelism.default", "1.15", "its own configuration alone"},
		{"mistyped", "kubernetes.operator.savepoint.history.max.cuont", "1.15", `did you mean "kubernetes.operator.savepoint.history.max.count"?`},
	} {
		t.Run(test.name, func(t *testing.T) {
			release, err := operator.ParseRelease(test.release)
			if err != nil {
				t.Fatal(err)
			}
			err = operator.CheckOption(test.key, release)
			switch {
			case test.want == "" && err != nil:
				t.Errorf("must pass, not be refused: %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("the error must say %q, not %v", test.want, err)
			}
		})
	}
}
