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

func ExampleCheckOption() {
	version, err := flink.ParseVersion("2.2.0")
	if err != nil {
		panic(err)
	}
	fmt.Println(flink.CheckOption("cluster.evenly-spread-out-slots", "true", version))
	fmt.Println(flink.CheckOption("taskmanager.numberOfTaskSlot", "4", version))
	// Output:
	// must not be set with Flink 2.2.0, which would ignore it: the option was removed in Flink 2.0; set taskmanager.load-balance.mode to SLOTS
	// must be the key of an option, and Flink has none of this name: did you mean "taskmanager.numberOfTaskSlots"?
}
