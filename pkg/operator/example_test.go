package operator_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func Example() {
	release, err := operator.ParseRelease("1.12")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(release.FlinkVersionEnum(1, 20))
	_, err = operator.ParseMemory("1.5Gi", release)
	fmt.Println("spec.taskManager.memory:", err)
	fmt.Println(operator.OverlappingKeys([]string{"state.backend", "state.backend.incremental"}))
	// Output:
	// v1_20 <nil>
	// spec.taskManager.memory: must be a whole number with a unit, such as 2048m or 2Gi, not "1.5Gi"
	// [[state.backend state.backend.incremental]]
}
