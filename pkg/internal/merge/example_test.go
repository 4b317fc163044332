package merge_test

import (
	"encoding/json"
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/internal/merge"
)

func ExampleMerge() {
	type Spec struct {
		Replicas           *int32             `json:"replicas,omitempty"`
		FlinkConfiguration map[string]*string `json:"flinkConfiguration,omitempty"`
	}
	preset := &Spec{
		Replicas: new(int32(2)),
		FlinkConfiguration: map[string]*string{
			"parallelism.default":     new("4"),
			"pekko.ask.timeout":       new("30s"),
			"rest.flamegraph.enabled": new("true"),
		},
	}
	spec := &Spec{FlinkConfiguration: map[string]*string{
		"parallelism.default": new("8"),
		"pekko.ask.timeout":   nil, // null in YAML
	}}
	merged, err := merge.Merge(preset, spec)
	if err != nil {
		fmt.Println(err)
		return
	}
	text, _ := json.Marshal(merged)
	fmt.Println(string(text))
	// Output: {"replicas":2,"flinkConfiguration":{"parallelism.default":"8","rest.flamegraph.enabled":"true"}}
}
