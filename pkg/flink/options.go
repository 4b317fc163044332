package flink

var (
	v117 = Version{Major: 1, Minor: 17}
	v120 = Version{Major: 1, Minor: 20}
)

// High availability. Up to 1.16 the mode stood under a key that is a prefix of the others, which configuration
// files of Flink 2 cannot hold.
var (
	HighAvailabilityType              = renamed(spelling{key: "high-availability"}, spelling{v117, "high-availability.type"})
	HighAvailabilityStorageDir        = option("high-availability.storageDir")
	HighAvailabilityZooKeeperQuorum   = option("high-availability.zookeeper.quorum")
	HighAvailabilityZooKeeperPathRoot = option("high-availability.zookeeper.path.root")
)

// Checkpoints, savepoints and state. Most of them moved below execution.checkpointing in 1.20 (FLINK-34255).
var (
	CheckpointingInterval    = option("execution.checkpointing.interval")
	CheckpointingTimeout     = option("execution.checkpointing.timeout")
	CheckpointingDir         = renamed(spelling{key: "state.checkpoints.dir"}, spelling{v120, "execution.checkpointing.dir"})
	CheckpointingNumRetained = renamed(spelling{key: "state.checkpoints.num-retained"}, spelling{v120, "execution.checkpointing.num-retained"})
	CheckpointingIncremental = renamed(spelling{key: "state.backend.incremental"}, spelling{v120, "execution.checkpointing.incremental"})
	SavepointDir             = renamed(spelling{key: "state.savepoints.dir"}, spelling{v120, "execution.checkpointing.savepoint-dir"})
	StateBackendType         = renamed(spelling{key: "state.backend"}, spelling{v117, "state.backend.type"})
)

// Processes.
var (
	TaskManagerNumberOfTaskSlots = option("taskmanager.numberOfTaskSlots")
)

// File systems. The S3 plugins read every key below s3. with dots and dashes alike; these are the documented ones.
var (
	S3Endpoint                   = option("s3.endpoint")
	S3PathStyleAccess            = renamed(spelling{key: "s3.path-style-access"}, spelling{Oldest, "s3.path.style.access"})
	HadoopConfigurationConfigMap = option("kubernetes.hadoop.conf.config-map.name")
)

// Metrics.
var (
	PrometheusReporterFactoryClass = option("metrics.reporter.prom.factory.class")
	PrometheusReporterPort         = option("metrics.reporter.prom.port")
)

// RestPort is the port of the REST interface and the web UI; 8081 unless set.
var RestPort = option("rest.port")
