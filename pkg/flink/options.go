package flink

// High availability. Up to 1.16 the mode stood under a key that is a prefix of the others, which configuration
// files of Flink 2 cannot hold.
var (
	HighAvailabilityType              = option("high-availability.type")
	HighAvailabilityStorageDir        = option("high-availability.storageDir")
	HighAvailabilityZooKeeperQuorum   = option("high-availability.zookeeper.quorum")
	HighAvailabilityZooKeeperPathRoot = option("high-availability.zookeeper.path.root")
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
	CheckpointingUnaligned                       = option("execution.checkpointing.unaligned.enabled")
	CheckpointingFileMerging                     = option("execution.checkpointing.file-merging.enabled")
	CheckpointingDir                             = option("execution.checkpointing.dir")
	CheckpointingNumRetained                     = option("execution.checkpointing.num-retained")
	CheckpointingIncremental                     = option("execution.checkpointing.incremental")
	PeriodicSavepointInterval                    = option("kubernetes.operator.periodic.savepoint.interval")
	SavepointDir                                 = option("execution.checkpointing.savepoint-dir")
	StateBackendType                             = option("state.backend.type")
)

// Local recovery was one option until 1.20, which split it: what is kept on local disk, and what is recovered from it.
// Each of the two reads the earlier key.
var (
	StateRecoveryFromLocal   = option("execution.state-recovery.from-local")
	CheckpointingLocalBackup = option("execution.checkpointing.local-backup.enabled")
)

// Processes.
var (
	TaskManagerNumberOfTaskSlots = option("taskmanager.numberOfTaskSlots")
	JobManagerCPULimitFactor     = option("kubernetes.jobmanager.cpu.limit-factor")
	JobManagerMemoryLimitFactor  = option("kubernetes.jobmanager.memory.limit-factor")
	TaskManagerCPULimitFactor    = option("kubernetes.taskmanager.cpu.limit-factor")
	TaskManagerMemoryLimitFactor = option("kubernetes.taskmanager.memory.limit-factor")
	JavaOptsAll                  = option("env.java.opts.all")
	JavaOptsJobManager           = option("env.java.opts.jobmanager")
	JavaOptsTaskManager          = option("env.java.opts.taskmanager")
)

// Restart strategies. Up to 1.16 the type stood under a key that is a prefix of the others.
var (
	RestartStrategyType                   = option("restart-strategy.type")
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
	WebSubmitEnable = option("web.submit.enable")

	// WebUploadDir is the local folder in whose folder flink-web-upload uploaded jars lie; one of the process's own unless set.
	WebUploadDir = option("web.upload.dir")
)
