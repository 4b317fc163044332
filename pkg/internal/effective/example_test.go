package effective_test

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/effective"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

func Example() {
	w, err := workspace.Load("../../../examples/quickstart")
	if err != nil {
		fmt.Println(err)
		return
	}
	specs, err := effective.Of(w, "analytics", "prod")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, value := range specs[0].Values {
		if strings.HasPrefix(value.Path, "spec.taskManager.") {
			fmt.Printf("%s: %v (%s)\n", value.Path, value.Value, value.Origin)
		}
	}
	// Output:
	// spec.taskManager.cpu: 2 (spec, flink/analytics.yaml:16)
	// spec.taskManager.memory: 16Gi (spec.environments.prod, flink/analytics.yaml:51)
	// spec.taskManager.ephemeralStorage: 10Gi (preset production/v2, line 32)
	// spec.taskManager.slots: 4 (spec, flink/analytics.yaml:18)
}
