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

// Where an option may be set, and what a value of it must be.
func ExampleCheckOption() {
	latest := operator.Latest()
	fmt.Println(operator.CheckOption("kubernetes.operator.savepoint.format.type", "AVRO", latest))
	fmt.Println(operator.CheckOption("kubernetes.operator.bluegreen.abort.grace-period", "1 min", latest))
	option, _ := operator.FindOption("kubernetes.operator.reconcile.interval")
	fmt.Println(option.Reader, option.Changes[0].Type, option.Changes[0].Default)
	// Output:
	// must be one of CANONICAL, NATIVE, not "AVRO"
	// must not be set: the operator reads it from spec.configuration of a FlinkBlueGreenDeployment alone and ignores it here
	// operator Duration 1 min
}
