package operator_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func TestBoundsAreThoseThatAreChecked(t *testing.T) {
	latest := operator.Latest()
	checked := 0
	for _, option := range operator.Options() {
		bounds := operator.Bounds(option.Key)
		if len(bounds) == 0 {
			continue
		}
		checked++
		configuration := map[string]string{"job.autoscaler.enabled": "true", option.Key: "-1"}
		if errs := operator.CheckAutoscaler(configuration, latest); len(errs) == 0 {
			t.Errorf("%s: -1 must be refused, for it must be %s", option.Key, bounds[len(bounds)-1].Must)
		}
	}
	if checked < 4 {
		t.Errorf("at least 4 options must have bounds, not %d", checked)
	}
	if bounds := operator.Bounds("kubernetes.operator.job.autoscaler.observed-scalability.coefficient-min"); len(bounds) != 1 ||
		bounds[0].Must != "a number from 0.01 to 1" || bounds[0].Since.String() != "1.12" {
		t.Errorf("got %+v", bounds)
	}
	if bounds := operator.Bounds("scale-up.max-factor"); bounds != nil {
		t.Errorf("a key that is none must have no bounds: %+v", bounds)
	}
}
