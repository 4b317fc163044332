package streampark_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/streampark"
)

func ExampleVersion_CheckFlink() {
	version, err := streampark.ParseVersion("2.1.4", false)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println(version.JVMOptionsVariable(), version.LivenessPath())
	fmt.Println(version.CheckFlink(flink.Version{Major: 2, Minor: 0}))
	// Output:
	// JVM_OPTS /actuator/health/liveness
	// StreamPark 2.1.4 takes Flink 1.12 to 1.19, not 2.0.0
}
