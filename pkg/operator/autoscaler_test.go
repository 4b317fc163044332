package operator_test

import (
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestCheckAutoscaler(t *testing.T) {
	for _, test := range []struct {
		name, release, key, value, want string
	}{
		{"in range", "1.15", "job.autoscaler.utilization.max", "0.9", ""},
		{"above its range", "1.15", "job.autoscaler.utilization.max", "1.1", "must be a number from 0.7, the target of the utilization by job.autoscaler.utilization.target, to 1 while the autoscaler is on"},
		{"below its range", "1.7", "job.autoscaler.scale-up.max-factor", "-0.5", "must be a number of at least 0"},
		{"without end", "1.7", "job.autoscaler.scale-up.max-factor", "Infinity", ""},
		{"not a number, which the operator takes", "1.7", "job.autoscaler.scale-up.max-factor", "NaN", "must be a number of at least 0"},
		{"no number", "1.12", "job.autoscaler.observed-scalability.coefficient-min", "much", "must be a number from 0.01 to 1"},
		{"not checked yet", "1.11", "job.autoscaler.observed-scalability.coefficient-min", "0", ""},
		{"above a range to come", "1.10", "job.autoscaler.target.utilization", "1.5", ""},
		{"above the range that came, under another name", "1.11", "job.autoscaler.utilization.target", "1.5", "must be a number from 0 to 1"},
		{"under its earlier name, which is not read beside the new one", "1.11", "job.autoscaler.target.utilization", "1.5", ""},
		{"above the target", "1.15", "job.autoscaler.utilization.min", "0.8", "must be a number from 0 to 0.7, the target of the utilization by job.autoscaler.utilization.target,"},
		{"below the target", "1.15", "job.autoscaler.utilization.max", "0.6", "must be a number from 0.7, the target of the utilization by job.autoscaler.utilization.target, to 1"},
		{"before there was a check", "1.6", "kubernetes.operator.job.autoscaler.scale-up.max-factor", "-1", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			release, err := operator.ParseRelease(test.release)
			if err != nil {
				t.Fatal(err)
			}
			configuration := map[string]string{
				"job.autoscaler.enabled":            "true",
				"job.autoscaler.utilization.target": "0.7",
				test.key:                            test.value,
			}
			errs := operator.CheckAutoscaler(configuration, release)
			switch {
			case test.want == "" && len(errs) > 0:
				t.Errorf("must pass, not be refused: %v", errs)
			case test.want != "" && (len(errs) != 1 || errs[0].Key != test.key || !strings.Contains(errs[0].Message, test.want)):
				t.Errorf("the error about %s must say %q, not %v", test.key, test.want, errs)
			}
			configuration["job.autoscaler.enabled"] = "false"
			if errs := operator.CheckAutoscaler(configuration, release); len(errs) > 0 {
				t.Errorf("must pass while the autoscaler is off, not be refused: %v", errs)
			}
		})
	}
}
