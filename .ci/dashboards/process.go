package main

import "strings"

// collections is the time of garbage collection of a process, in milliseconds a second. Flink 1.17 has no sum over the
// collectors, and its TaskManagers use G1 (the scripts of the distribution say so); a JobManager with less than two cores uses another one there, and has no line.
func collections(process string) string {
	metric := "flink_" + process + "_Status_JVM_GarbageCollector_"
	return `max ` + byPod + `(` + metric + `All_TimeMsPerSecond{` + ofCluster + `} or ` +
		`rate(` + metric + `G1_Young_Generation_Time{` + ofCluster + `}[$__rate_interval]) + rate(` + metric + `G1_Old_Generation_Time{` + ofCluster + `}[$__rate_interval]))`
}

// ratio is how much is used of a memory of the JVM, where that has a limit.
func ratio(process, memory string) string {
	metric := "flink_" + process + "_Status_JVM_Memory_" + memory + "_"
	return `max ` + byPod + `(` + metric + `Used{` + ofCluster + `} / (` + metric + `Max{` + ofCluster + `} > 0))`
}

// processRows are about JobManagers, TaskManagers and their pods.
var processRows = []row{
	{title: "Memory, garbage collection and CPU", panels: []panel{
		{title: "Heap of TaskManagers", unit: "percentunit", most: 1, warn: 0.85, alarm: 0.95,
			description: "Used of what is allowed. A saw is normal; high after each collection, together with long collections: raise taskManager.memory.",
			queries:     []query{{ratio("taskmanager", "Heap"), "{{pod}}"}}},
		{title: "Heap of JobManagers", unit: "percentunit", most: 1, warn: 0.85, alarm: 0.95,
			description: "Used of what is allowed. Many jobs, or large ones, need more: raise jobManager.memory.",
			queries:     []query{{ratio("jobmanager", "Heap"), "{{pod}}"}}},
		{title: "Metaspace", unit: "percentunit", most: 1, warn: 0.85, alarm: 0.95,
			description: "Used of what is allowed, for classes. It grows with each job that is submitted to a session where classes leak; restart the process before it is full.",
			queries: []query{{ratio("taskmanager", "Metaspace"), "{{pod}}"},
				{ratio("jobmanager", "Metaspace"), "{{pod}}"}}},
		{title: "Garbage collection of TaskManagers", unit: "ms", warn: 100, alarm: 300,
			description: "Milliseconds of each second. Above 100 for long: the heap is too small for what is kept in it.",
			queries:     []query{{collections("taskmanager"), "{{pod}}"}}},
		{title: "Garbage collection of JobManagers", unit: "ms", warn: 100, alarm: 300,
			description: "Milliseconds of each second. With Flink 1.17, JobManagers with another collector than G1 have no line.",
			queries:     []query{{collections("jobmanager"), "{{pod}}"}}},
		{title: "CPU of processes", unit: "percentunit", most: 1,
			description: "Load of the JVM, of all cores that it sees. Full while tasks are busy: more cores, or more TaskManagers.",
			queries: []query{{`max ` + byPod + `(flink_taskmanager_Status_JVM_CPU_Load{` + ofCluster + `})`, "{{pod}}"},
				{`max ` + byPod + `(flink_jobmanager_Status_JVM_CPU_Load{` + ofCluster + `})`, "{{pod}}"}}},
		{title: "Managed memory", unit: "percentunit", most: 1,
			description: "Reserved of managed memory. Always full with RocksDB, which takes all of it at once; 0 with state on the heap: then set its fraction to 0 and the heap gains.",
			queries: []query{{`max ` + byPod + `(flink_taskmanager_Status_Flink_Memory_Managed_Used{` + ofCluster + `} / (flink_taskmanager_Status_Flink_Memory_Managed_Total{` + ofCluster + `} > 0))`,
				"{{pod}}"}}},
		{title: "Network memory", unit: "percentunit", most: 1, warn: 0.9, alarm: 0.98,
			description: "Used of the buffers between tasks. Full: a job with more or wider exchanges fails with 'Insufficient number of network buffers'; raise taskmanager.memory.network.max.",
			queries: []query{{`max ` + byPod + `(flink_taskmanager_Status_Shuffle_Netty_UsedMemory{` + ofCluster + `} / (flink_taskmanager_Status_Shuffle_Netty_TotalMemory{` + ofCluster + `} > 0))`,
				"{{pod}}"}}},
		{title: "Direct memory", unit: "bytes",
			description: "Direct buffers of the JVM. Growing without end: a library leaks them; the process ends with OutOfMemoryError: Direct buffer memory.",
			queries: []query{{`max ` + byPod + `(flink_taskmanager_Status_JVM_Memory_Direct_MemoryUsed{` + ofCluster + `})`, "{{pod}}"},
				{`max ` + byPod + `(flink_jobmanager_Status_JVM_Memory_Direct_MemoryUsed{` + ofCluster + `})`, "{{pod}}"}}},
	}},
	{title: "Containers (kube-state-metrics and cAdvisor)", panels: []panel{
		{title: "Memory against its limit", unit: "percentunit", most: 1, warn: 0.9, alarm: 0.97,
			description: "What the kernel counts, of the limit. Near 1: the next step is OOMKilled; memory outside of the heap (RocksDB, native libraries) needs more jvm-overhead, or the pod more memory.",
			queries: []query{{`max ` + byPod + `(max by (namespace, pod, container) (container_memory_working_set_bytes{` + ofContainers + `}) / ` +
				`max by (namespace, pod, container) (kube_pod_container_resource_limits{` + ofContainers + `,resource="memory"}) ` + podsOfApps + `)`, "{{pod}}"}}},
		{title: "CPU", unit: "cores",
			description: "Cores that the container uses. Compare with the limits of its spec.",
			queries: []query{{`sum ` + byPod + `(rate(container_cpu_usage_seconds_total{` + ofContainers + `}[$__rate_interval]) ` + podsOfApps + `)`,
				"{{pod}}"}}},
		{title: "Throttled", unit: "percentunit", most: 1, warn: 0.25, alarm: 0.5,
			description: "Share of the periods in which the container had to wait for CPU. High with busy tasks: raise the CPU limit.",
			queries: []query{{`max ` + byPod + `(rate(container_cpu_cfs_throttled_periods_total{` + ofContainers + `}[$__rate_interval]) / ` +
				`rate(container_cpu_cfs_periods_total{` + ofContainers + `}[$__rate_interval]) ` + podsOfApps + `)`, "{{pod}}"}}},
	}},
	rocksDB,
}

// optionOf is how an option names what a metric is called: with dashes.
func optionOf(metric string) string { return strings.ReplaceAll(metric, "_", "-") }

// rocksDB is about the native metrics of RocksDB, which cost time, and so are off unless an option asks for each.
var rocksDB = row{title: "RocksDB (needs options)", collapsed: true, panels: []panel{
	native("Size of files", "bytes", "total_sst_files_size", "Size on the local disk. Compare with the size of its volume or of the node's disk.", "sum"),
	native("Keys", "short", "estimate_num_keys", "Estimated. Growing without end: a state without a time to live.", "sum"),
	native("Block cache", "bytes", "block_cache_usage", "Memory of the cache. Full is normal.", "max"),
	native("Pending compaction", "bytes", "estimate_pending_compaction_bytes", "What compaction has still to rewrite. Growing: the disk is too slow for what is written.", "sum"),
	native("Running compactions", "short", "num_running_compactions", "Many for long take CPU from tasks.", "sum"),
	native("Writes stopped", "short", "is_write_stopped", "1 while RocksDB takes no writes: compaction is too far behind; tasks stand still.", "max"),
	native("Background errors", "short", "background_errors", "Any: the disk is full or broken.", "sum"),
}}

func native(title, unit, metric, description, aggregated string) panel {
	return panel{title: title, unit: unit,
		description: description + " Needs state.backend.rocksdb.metrics." + optionOf(metric) + ": \"true\" and state.backend.rocksdb.metrics.column-family-as-variable: \"true\".",
		queries:     []query{{aggregated + ` ` + byTask + `(flink_taskmanager_job_task_operator_column_family_rocksdb_` + metric + `{` + ofTask + `})`, "{{job_name}} {{task_name}}"}}}
}
