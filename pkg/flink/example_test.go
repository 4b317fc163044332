package flink_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

func ExampleOption_Key() {
	for _, text := range []string{"1.16.3", "1.19.1", "1.20.3"} {
		version, err := flink.ParseVersion(text)
		if err != nil {
			panic(err)
		}
		fmt.Println(text, flink.HighAvailabilityType.Key(version), flink.CheckpointingDir.Key(version))
	}
	// Output:
	// 1.16.3 high-availability state.checkpoints.dir
	// 1.19.1 high-availability.type state.checkpoints.dir
	// 1.20.3 high-availability.type execution.checkpointing.dir
}
