package inventory_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

var targets = []inventory.Target{
	{Kind: "FlinkSession", Name: "analytics", Environment: "dev", Images: []string{"flink:1.20.3", "shipper:1"}},
	{Kind: "FlinkSession", Name: "analytics", Environment: "prod", Images: []string{"flink:1.20.2"}},
	{Kind: "StreamPark", Name: "console", Environment: "dev", Images: []string{"flink:1.20.3"}},
	{Kind: "FlinkSession", Name: "alone"},
}

func TestTargetsOfAnEnvironment(t *testing.T) {
	for environment, want := range map[string]int{"": 4, "dev": 2, "prod": 1} {
		got, err := inventory.In(targets, environment)
		if err != nil || len(got) != want {
			t.Errorf("%q must have %d targets: %v, %v", environment, want, got, err)
		}
	}
	_, err := inventory.In(targets, "prd")
	if want := `the environment must be one of dev, prod, not "prd": did you mean "prod"?`; err == nil || err.Error() != want {
		t.Errorf("error = %v, want %s", err, want)
	}
	_, err = inventory.In(targets[3:], "prod")
	if want := "no app has named environments: leave --environment out"; err == nil || err.Error() != want {
		t.Errorf("error = %v, want %s", err, want)
	}
}

func TestImagesNameTheAppsThatNeedThem(t *testing.T) {
	dev := []inventory.App{{Kind: "FlinkSession", Name: "analytics", Environment: "dev"}, {Kind: "StreamPark", Name: "console", Environment: "dev"}}
	want := []inventory.Image{
		{Reference: "flink:1.20.2", Apps: []inventory.App{{Kind: "FlinkSession", Name: "analytics", Environment: "prod"}}},
		{Reference: "flink:1.20.3", Apps: dev},
		{Reference: "shipper:1", Apps: dev[:1]},
	}
	if diff := cmp.Diff(want, inventory.ImagesOf(targets)); diff != "" {
		t.Error(diff)
	}
}
