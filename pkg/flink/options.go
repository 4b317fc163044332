package flink

var (
	v117 = Version{Major: 1, Minor: 17}
	v120 = Version{Major: 1, Minor: 20}
	v200 = Version{Major: 2}
)

// High availability. Up to 1.16 the mode stood under a key that is a prefix of the others, which configuration
// files of Flink 2 cannot hold.
var (
	HighAvailabilityType              = renamed(spelling{key: "recovery.mode"}, spelling{key: "high-availability"}, spelling{v117, "high-availability.type"})
	HighAvailabilityStorageDir        = renamed(spelling{key: "recovery.zookeeper.storageDir"}, spelling{key: "high-availability.zookeeper.storageDir"}, spelling{key: "high-availability.storageDir"})
	HighAvailabilityZooKeeperQuorum   = renamed(spelling{key: "recovery.zookeeper.quorum"}, spelling{key: "high-availability.zookeeper.quorum"})
	HighAvailabilityZooKeeperPathRoot = renamed(spelling{key: "recovery.zookeeper.path.root"}, spelling{key: "high-availability.zookeeper.path.root"})
)

// Checkpoints, savepoints and state. Most of them moved below execution.checkpointing in 1.20 (FLINK-34255).
var (
	CheckpointingMode                            = option("execution.checkpointing.mode")
	CheckpointingInterval                        = option("execution.checkpointing.interval")
	CheckpointingTimeout                         = option("execution.checkpointing.timeout")
	CheckpointingMinPause                        = option("execution.checkpointing.min-pause")
	CheckpointingMaxConcurrentCheckpoints        = option("execution.checkpointing.max-concurrent-checkpoints")
	CheckpointingTolerableFailedCheckpoints      = option("execution.checkpointing.tolerable-failed-checkpoints")
	CheckpointingExternalizedCheckpointRetention = option("execution.checkpointing.externalized-checkpoint-retention")
	CheckpointingUnaligned                       = renamed(spelling{key: "execution.checkpointing.unaligned"}, spelling{v117, "execution.checkpointing.unaligned.enabled"})
	CheckpointingFileMerging                     = option("execution.checkpointing.file-merging.enabled")
	CheckpointingDir                             = renamed(spelling{key: "state.backend.fs.checkpointdir"}, spelling{key: "state.checkpoints.dir"}, spelling{v120, "execution.checkpointing.dir"})
	CheckpointingNumRetained                     = renamed(spelling{key: "state.checkpoints.num-retained"}, spelling{v120, "execution.checkpointing.num-retained"})
	CheckpointingIncremental                     = renamed(spelling{key: "state.backend.incremental"}, spelling{v120, "execution.checkpointing.incremental"})
	PeriodicSavepointInterval                    = option("kubernetes.operator.periodic.savepoint.interval")
	SavepointDir                                 = renamed(spelling{key: "savepoints.state.backend.fs.dir"}, spelling{key: "state.savepoints.dir"}, spelling{v120, "execution.checkpointing.savepoint-dir"})
	StateBackendType                             = renamed(spelling{key: "state.backend"}, spelling{v117, "state.backend.type"})
)

// Local recovery was one option until 1.20, which split it: what is kept on local disk, and what is recovered from it.
// Each of the two reads the earlier key.
var (
	StateRecoveryFromLocal   = renamed(spelling{key: "state.backend.local-recovery"}, spelling{v120, "execution.state-recovery.from-local"})
	CheckpointingLocalBackup = option("execution.checkpointing.local-backup.enabled")
)

// Processes.
var (
	TaskManagerNumberOfTaskSlots = option("taskmanager.numberOfTaskSlots")
	JobManagerCPULimitFactor     = option("kubernetes.jobmanager.cpu.limit-factor")
	JobManagerMemoryLimitFactor  = option("kubernetes.jobmanager.memory.limit-factor")
	TaskManagerCPULimitFactor    = option("kubernetes.taskmanager.cpu.limit-factor")
	TaskManagerMemoryLimitFactor = option("kubernetes.taskmanager.memory.limit-factor")
	JavaOptsAll                  = renamed(spelling{key: "env.java.opts"}, spelling{v117, "env.java.opts.all"})
	JavaOptsJobManager           = option("env.java.opts.jobmanager")
	JavaOptsTaskManager          = option("env.java.opts.taskmanager")
)

// Restart strategies. Up to 1.16 the type stood under a key that is a prefix of the others.
var (
	RestartStrategyType                   = renamed(spelling{key: "restart-strategy"}, spelling{v117, "restart-strategy.type"})
	FixedDelayAttempts                    = option("restart-strategy.fixed-delay.attempts")
	FixedDelayDelay                       = option("restart-strategy.fixed-delay.delay")
	FailureRateMaxFailuresPerInterval     = option("restart-strategy.failure-rate.max-failures-per-interval")
	FailureRateInterval                   = option("restart-strategy.failure-rate.failure-rate-interval")
	FailureRateDelay                      = option("restart-strategy.failure-rate.delay")
	ExponentialDelayInitialBackoff        = option("restart-strategy.exponential-delay.initial-backoff")
	ExponentialDelayMaxBackoff            = option("restart-strategy.exponential-delay.max-backoff")
	ExponentialDelayBackoffMultiplier     = option("restart-strategy.exponential-delay.backoff-multiplier")
	ExponentialDelayResetBackoffThreshold = option("restart-strategy.exponential-delay.reset-backoff-threshold")
	ExponentialDelayJitterFactor          = option("restart-strategy.exponential-delay.jitter-factor")
	ExponentialDelayAttempts              = option("restart-strategy.exponential-delay.attempts-before-reset-backoff")
)

// Metrics.
var (
	PrometheusReporterFactoryClass = option("metrics.reporter.prom.factory.class")
	PrometheusReporterPort         = option("metrics.reporter.prom.port")
)

// REST interface and web UI.
var (
	// RestPort is their port; 8081 unless set.
	RestPort = option("rest.port")

	// WebSubmitEnable lets users upload jars and run them; true unless set.
	WebSubmitEnable = renamed(spelling{key: "jobmanager.web.submit.enable"}, spelling{key: "web.submit.enable"})

	// WebUploadDir is the local folder in whose folder flink-web-upload uploaded jars lie; one of the process's own unless set.
	WebUploadDir = renamed(spelling{key: "jobmanager.web.upload.dir"}, spelling{key: "web.upload.dir"})
)
