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

// What a key has been, from version to version.
func ExampleDescribe() {
	for _, key := range []string{"heartbeat.timeout", "state.checkpoints.dir", "metrics.reporter.prom.interval"} {
		entry := flink.Describe(key)[0]
		fmt.Println(entry.Key)
		for _, change := range entry.Changes {
			switch {
			case change.Presence != flink.Present:
				fmt.Printf("  %s: not there\n", change.Since.MinorString())
			case change.Successors != nil:
				fmt.Printf("  %s: another spelling of %s\n", change.Since.MinorString(), change.Successors[0])
			case change.HasDefault:
				fmt.Printf("  %s: %s, by default %s\n", change.Since.MinorString(), change.Type, change.Default)
			default:
				fmt.Printf("  %s: %s\n", change.Since.MinorString(), change.Type)
			}
		}
	}
	// Output:
	// heartbeat.timeout
	//   1.16: Long, by default 50000
	//   1.20: Duration, by default 50 s
	// state.checkpoints.dir
	//   1.16: String
	//   1.20: another spelling of execution.checkpointing.dir
	// metrics.reporter.<name>.interval
	//   1.16: Duration, by default 10 s
}

func ExampleIsUnknown() {
	for _, key := range []string{"pipeline.default-parallelism", "parallelism.default", "company.feature"} {
		fmt.Println(key, flink.IsUnknown(key))
	}
	// Output:
	// pipeline.default-parallelism true
	// parallelism.default false
	// company.feature false
}

func ExampleDivideTaskManagerMemory() {
	version, err := flink.ParseVersion("2.2.0")
	if err != nil {
		panic(err)
	}
	options := map[string]string{"taskmanager.memory.managed.fraction": "0.5"}
	memory, err := flink.DivideTaskManagerMemory(4<<30, options, version)
	if err != nil {
		panic(err)
	}
	fmt.Print(flink.FormatMemoryComponents(memory.Components()))
	_, err = flink.DivideTaskManagerMemory(512<<20, options, version)
	fmt.Println(err)
	// Output:
	// Total Process Memory:          4.000gb (4294967296 bytes)
	//   Total Flink Memory:          3.350gb (3597035104 bytes)
	//     Total JVM Heap Memory:     1.215gb (1304596309 bytes)
	//       Framework:               128.000mb (134217728 bytes)
	//       Task:                    1.090gb (1170378581 bytes)
	//     Total Off-heap Memory:     2.135gb (2292438795 bytes)
	//       Managed:                 1.675gb (1798517552 bytes)
	//       Total JVM Direct Memory: 471.040mb (493921243 bytes)
	//         Framework:             128.000mb (134217728 bytes)
	//         Task:                  0 bytes
	//         Network:               343.040mb (359703515 bytes)
	//   JVM Metaspace:               256.000mb (268435456 bytes)
	//   JVM Overhead:                409.600mb (429496736 bytes)
	// must be at least 1089m: JVM metaspace takes 256m and JVM overhead 192m; framework heap 128m, framework off-heap 128m, managed memory 32m, network memory 64m are needed, and 64m is left for them
}
