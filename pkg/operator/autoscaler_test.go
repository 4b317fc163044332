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
		{"above its range", "1.15", "job.autoscaler.utilization.max", "1.1", "must be a number from 0 to 1 while the autoscaler is on"},
		{"below its range", "1.7", "job.autoscaler.scale-up.max-factor", "-0.5", "must be a number of at least 0"},
		{"without end", "1.7", "job.autoscaler.scale-up.max-factor", "Infinity", "must be a number of at least 0"},
		{"no number, which is wrong with the autoscaler off too", "1.12", "job.autoscaler.observed-scalability.coefficient-min", "much", ""},
		{"not checked yet", "1.11", "job.autoscaler.observed-scalability.coefficient-min", "0", ""},
		{"above a range to come", "1.10", "job.autoscaler.target.utilization", "1.5", ""},
		{"above the range that came", "1.11", "job.autoscaler.target.utilization", "1.5", "must be a number from 0 to 1"},
		{"below the prefix of old", "1.15", "kubernetes.operator.job.autoscaler.target.utilization", "1.5", "must be a number from 0 to 1"},
		{"above the target", "1.15", "job.autoscaler.utilization.min", "0.8", "must be at most job.autoscaler.utilization.target, which is 0.7,"},
		{"below the target", "1.15", "job.autoscaler.utilization.max", "0.6", "must be at least job.autoscaler.utilization.target, which is 0.7,"},
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

// The target of the utilization is 0.7 where nobody sets it, and the operator holds the bounds against that.
func TestCheckAutoscalerAgainstTheDefaultTarget(t *testing.T) {
	configuration := map[string]string{"job.autoscaler.enabled": "true", "job.autoscaler.utilization.max": "0.6"}
	for release, want := range map[string]string{"1.10": "", "1.15": "must be at least job.autoscaler.utilization.target, which is 0.7 unless set,"} {
		r, err := operator.ParseRelease(release)
		if err != nil {
			t.Fatal(err)
		}
		errs := operator.CheckAutoscaler(configuration, r)
		if want == "" && len(errs) > 0 || want != "" && (len(errs) != 1 || !strings.Contains(errs[0].Message, want)) {
			t.Errorf("%s must say %q, not %v", release, want, errs)
		}
	}
}
