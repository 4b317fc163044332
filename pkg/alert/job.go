package alert

import "github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"

// jobs are the alerts about jobs.
var jobs = []Alert{
	{
		Name: "FlinkJobRestarting", Subject: SubjectJob, Severity: v1alpha1.AlertSeverityCritical, For: "1m", Threshold: "restarts",
		Expression:  `sum by (namespace, app, job_name, job_id) (increase(flink_jobmanager_job_numRestarts{<flink>}[10m])) >= <threshold>`,
		Summary:     `The job {{ $labels.job_name }} of {{ $labels.namespace }}/{{ $labels.app }} restarts again and again.`,
		Description: `It restarted {{ $value | printf "%.0f" }} times within 10 minutes.`,
		Meaning:     "The job fails, is restarted and fails again. Between two failures it is RUNNING, but may make no progress.",
		Action:      "The web UI has the root exception of each failure (Exceptions of the job). The cause may be in the job's code, such as a record that it cannot read or a service that does not answer; a lost TaskManager (read its pod's events and log); or missing slots (FlinkNoFreeSlots).",
	},
	{
		Name: "FlinkJobNotRunning", Subject: SubjectJob, Severity: v1alpha1.AlertSeverityCritical, For: "1m", Threshold: "notRunning",
		// Each is how long the job has been in the state, in milliseconds, and 0 in another one.
		Expression: `max by (namespace, app, job_name, job_id) (flink_jobmanager_job_restartingTime{<flink>}) / 1000 > <threshold>
or
max by (namespace, app, job_name, job_id) (flink_jobmanager_job_failingTime{<flink>}) / 1000 > <threshold>
or
max by (namespace, app, job_name, job_id) (flink_jobmanager_job_initializingTime{<flink>}) / 1000 > <threshold>
or
max by (namespace, app, job_name, job_id) (flink_jobmanager_job_createdTime{<flink>}) / 1000 > <threshold>
or
max by (namespace, app, job_name, job_id) (flink_jobmanager_job_deployingTime{<flink>}) / 1000 > <threshold>`,
		Summary:     `The job {{ $labels.job_name }} of {{ $labels.namespace }}/{{ $labels.app }} does not run.`,
		Description: `It has been restarting, failing or starting for {{ $value | humanizeDuration }}.`,
		Meaning:     "The job exists but does not run: it waits for slots, takes long to restore its state, or cannot be cancelled.",
		Action:      "The web UI shows the state of each task. SCHEDULED: slots are missing (FlinkNoFreeSlots). INITIALIZING: state is being restored; the TaskManagers' logs show how fast. CANCELING: a task does not end; after `task.cancellation.timeout` its TaskManager ends itself.",
	},
	{
		Name: "FlinkJobMissing", Subject: SubjectJob, Computed: true, Severity: v1alpha1.AlertSeverityCritical, For: "10m",
		// A job that has ended has no series at all.
		Expression:  `max by (namespace, app) (flink_jobmanager_numRunningJobs{<flink>}) < <jobs>`,
		Summary:     `<namespace>/<app> runs {{ $value }} of <jobs> jobs.`,
		Description: `For 10 minutes fewer jobs have been running than the cluster is there for.`,
		Meaning:     "A job has failed for good, was cancelled or finished. Metrics do not tell which: all metrics of a job disappear when it ends.",
		Action:      "The web UI lists completed jobs with their state, `kubectl get flinkdeployment,flinksessionjob -n NAMESPACE` those that the operator runs; `status.error` has the reason. A job that failed for good has used up its restarts: fix the cause, and start it from its last checkpoint or savepoint. For a job that is meant to end, disable the alert or change `alerts.jobs`.",
	},
	{
		Name: "FlinkCheckpointsFailing", Subject: SubjectJob, Severity: v1alpha1.AlertSeverityWarning, Threshold: "failedCheckpoints",
		// One or two fail at each start of a job, before all tasks run, and one at each restart.
		Expression:  `sum by (namespace, app, job_name, job_id) (increase(flink_jobmanager_job_numberOfFailedCheckpoints{<flink>}[15m])) > <threshold>`,
		Summary:     `Checkpoints of the job {{ $labels.job_name }} of {{ $labels.namespace }}/{{ $labels.app }} fail.`,
		Description: `{{ $value | printf "%.0f" }} checkpoints failed within 15 minutes.`,
		Meaning:     "State is not saved as often as it should be. After a failure the job reprocesses everything since the last checkpoint. More than `checkpoints.tolerableFailures` in a row restart the job.",
		Action:      "The web UI has the cause of each (Checkpoints, History). Expired: see FlinkCheckpointsSlow. Declined or IOException: the object store or HDFS does not answer, is full, or refuses the credentials; the TaskManagers' logs say which.",
	},
	{
		Name: "FlinkCheckpointsStalled", Subject: SubjectJob, Computed: true, Severity: v1alpha1.AlertSeverityCritical, For: "5m", Threshold: "checkpointAge",
		Expression: `sum by (namespace, app, job_name, job_id) (increase(flink_jobmanager_job_numberOfCompletedCheckpoints{<flink>}[<window>])) == 0
and on (namespace, app, job_name, job_id) max by (namespace, app, job_name, job_id) (flink_jobmanager_job_runningTime{<flink>}) / 1000 > <threshold>`,
		Summary:     `The job {{ $labels.job_name }} of {{ $labels.namespace }}/{{ $labels.app }} completes no checkpoint.`,
		Description: `None has completed within <window>, although the job runs. After a failure it would begin where the last one was.`,
		Meaning:     "No checkpoint completes any more. What the job would have to reprocess after a failure grows without end, and sinks that commit with checkpoints write nothing that others can read.",
		Action:      "As for FlinkCheckpointsFailing. Without failures: a checkpoint is in progress and does not end, because of back pressure (FlinkTaskBackPressured) or because state is too large for the timeout. A job that takes checkpoints less often than its cluster needs a longer `alerts.thresholds.checkpointAge`; batch jobs take none.",
	},
	{
		Name: "FlinkCheckpointsSlow", Subject: SubjectJob, Computed: true, Severity: v1alpha1.AlertSeverityWarning, For: "<duration>", Threshold: "checkpointTimeoutPercent",
		Expression:  `max by (namespace, app, job_name, job_id) (flink_jobmanager_job_lastCheckpointDuration{<flink>}) / 1000 > <seconds>`,
		Summary:     `Checkpoints of the job {{ $labels.job_name }} of {{ $labels.namespace }}/{{ $labels.app }} take nearly as long as they may.`,
		Description: `The last one took {{ $value | humanizeDuration }}, of a timeout of <timeout>.`,
		Meaning:     "Checkpoints take nearly as long as their timeout allows. With a little more load, they expire.",
		Action:      "The web UI shows where the time goes (Checkpoints, the subtasks of the last one). Start delay or alignment: back pressure; consider `checkpoints.unaligned`. Asynchronous duration: the store is slow or state is large; consider RocksDB with `checkpoints.incremental`. Otherwise raise `checkpoints.timeout`.",
	},
	{
		Name: "FlinkStateGrowing", Subject: SubjectJob, Severity: v1alpha1.AlertSeverityInfo, For: "1h", Threshold: "stateGrowthPercent",
		// The full size: the other one is of what changed. It is -1 until the first checkpoint.
		Expression: `100 * (max by (namespace, app, job_name, job_id) (flink_jobmanager_job_lastCheckpointFullSize{<flink>}) / (max by (namespace, app, job_name, job_id) (flink_jobmanager_job_lastCheckpointFullSize{<flink>} offset 1d) > 0) - 1) > <threshold>
and on (namespace, app, job_name, job_id) max by (namespace, app, job_name, job_id) (flink_jobmanager_job_lastCheckpointFullSize{<flink>}) > 1e9`,
		Summary:     `The state of the job {{ $labels.job_name }} of {{ $labels.namespace }}/{{ $labels.app }} grows.`,
		Description: `Its checkpoints have grown by {{ $value | printf "%.0f" }} % within a day.`,
		Meaning:     "The state of a job is larger than 1 GB and grows faster than it should, usually because keys are never removed. Checkpoints, restarts and the bill for the store grow with it.",
		Action:      "Find the task whose state it is (web UI, Checkpoints, the tasks of the last one). Give state a time to live (`table.exec.state.ttl` in SQL). A job that is filling its state for the first time may be left alone.",
	},
	{
		Name: "FlinkTaskBackPressured", Subject: SubjectJob, Severity: v1alpha1.AlertSeverityWarning, For: "15m", Threshold: "backPressuredPercent",
		Expression:  `max by (namespace, app, job_name, job_id, task_name) (avg_over_time(flink_taskmanager_job_task_backPressuredTimeMsPerSecond{<flink>}[5m])) / 10 > <threshold>`,
		Summary:     `{{ $labels.task_name }} of the job {{ $labels.job_name }} of {{ $labels.namespace }}/{{ $labels.app }} waits for the tasks after it.`,
		Description: `A subtask has waited for those after it for more than <threshold> % of its time for 15 minutes, now {{ $value | printf "%.0f" }} %.`,
		Meaning:     "A task downstream does not keep up: the first one that is busy and not back-pressured is the bottleneck. Lag and the duration of checkpoints grow.",
		Action:      "Find the bottleneck in the job's graph in the web UI: FlinkTaskBusy may name it. Raise its parallelism, or fix what it waits for: a sink, a lookup, one key with most of the records. While a job catches up after a restart it is normal.",
	},
	{
		Name: "FlinkTaskBusy", Subject: SubjectJob, Severity: v1alpha1.AlertSeverityInfo, For: "30m", Threshold: "busyPercent",
		Expression:  `max by (namespace, app, job_name, job_id, task_name) (avg_over_time(flink_taskmanager_job_task_busyTimeMsPerSecond{<flink>}[5m])) / 10 > <threshold>`,
		Summary:     `{{ $labels.task_name }} of the job {{ $labels.job_name }} of {{ $labels.namespace }}/{{ $labels.app }} is busy all the time.`,
		Description: `A subtask has been busy for more than <threshold> % of its time for 30 minutes, now {{ $value | printf "%.0f" }} %.`,
		Meaning:     "The task cannot take more load. It is the cause of back pressure in the tasks before it. A source that always has something to read is busy too, which is harmless.",
		Action:      "If lag grows (FlinkEventTimeLag) or tasks before it are back-pressured, raise the parallelism of the job, or let the operator's autoscaler do it. If only one subtask is busy, look for a key with most of the records.",
	},
	{
		Name: "FlinkEventTimeLag", Subject: SubjectJob, Severity: v1alpha1.AlertSeverityWarning, For: "10m", Threshold: "eventTimeLag",
		Expression:  `max by (namespace, app, job_name, job_id) (flink_taskmanager_job_task_operator_currentEmitEventTimeLag{<flink>}) / 1000 > <threshold>`,
		Summary:     `The job {{ $labels.job_name }} of {{ $labels.namespace }}/{{ $labels.app }} lags behind.`,
		Description: `A source emits records that are {{ $value | humanizeDuration }} old.`,
		Meaning:     "The records that the job reads are older than the threshold allows: it does not keep up, or old records are written to its source.",
		Action:      "With back pressure (FlinkTaskBackPressured) the job is too slow: see there. Without: the source itself is slow or gets old records; see `numRecordsInPerSecond` and the lag of the consumer group. After an outage it goes away by itself.",
	},
}
