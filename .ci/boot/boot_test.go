// Package boot starts a real Flink with what is rendered, kills it and holds what comes back against what was there.
//
// Flink is the Python package that carries its distribution; ZooKeeper is the one inside Flink; the object store speaks S3 on
// loopback. Each case builds a kustomization of the reviewed trees, takes the configuration, the environment, the memory and
// the plugin of its FlinkDeployment, writes them as the operator does, and starts a JobManager and TaskManagers. A session
// then gets a reviewed FlinkSessionJob, through REST and in the order in which the operator does it; an application starts
// as Flink's script standalone-job.sh starts it, with the arguments that the operator gives the script.
//
// What it proves, for sessions and their jobs with Flink 1.20 and 2.2, for an application with 1.20:
//
//   - Flink starts with every rendered key and runs with the rendered values: what it says it runs with is held against what
//     is rendered, and only the differences listed in configuration_test.go may be there.
//   - The job of a FlinkSessionJob runs with its entry class, arguments and parallelism, and with its own configuration over
//     the session's as far as REST tells of it: the intervals and limits of checkpoints, the state backend and the reuse of
//     objects. Its jar is uploaded, or its class is found among the libraries of the session when it has no jarURI.
//   - A FlinkSessionJob starts from a savepoint without all of its state where it has allowNonRestoredState, and only there.
//   - An application finds its jar in usrlib, where its jarURI has it, and runs with entry class, arguments and parallelism.
//   - Checkpoints, high availability, savepoints, metrics, slots and restarts do what the keys say; credentials of the object
//     store arrive as variables.
//   - After kill -9 the next JobManager of a session finds the job and its last checkpoint. An application of which all
//     processes were killed goes on from its last checkpoint with another parallelism, after the graph of its job was removed
//     from what high availability keeps: what the operator does when it upgrades with last-state. The state is exact: no
//     number of the job's sequence is missing, none counts twice.
//   - A Prometheus that scrapes a session with the labels of its PodMonitor evaluates all alerts without an error, and those about
//     the loss of a TaskManager and of the JobManager fire.
//   - Before the kill no log has a warning or an error but for those listed in logs_test.go; after it, when tasks fail as they
//     must, none that is about configuration.
//
// What it does not prove: anything of Kubernetes, such as the pod, high availability by ConfigMaps, and the operator's own
// defaults; that the operator itself submits or upgrades so: its steps are done here by hand; native mode, in which Flink
// starts its TaskManagers itself; how a jar is fetched from a jarURI of another host, and an initialSavepointPath (the test's
// jar and savepoint are in their places); a key that Flink does not know (Flink ignores it in silence; the options catalog is
// for that); a key of a job that REST does not tell of, such as those of Flink SQL; the signature of requests to the object
// store; how a real object store behaves under load.
//
// Everything listens on loopback, on ports that were free. Nothing outlives the test. The distributions are kept in the
// user's cache folder (flinkustomize-boot), 300 MB a release.
package boot

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// numbers is how long the job's sequence is: at the slow pace of a thousand a second a quarter of an hour, which all waits
// together do not take, at the fast one seconds.
const numbers = 1_000_000

// TestFlinkRecoversWithWhatIsRendered: a session comes back after its JobManager was killed, with the state that it had.
func TestFlinkRecoversWithWhatIsRendered(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, session, job string
		// plugin is the release of the plugin for S3: the one of Flink, or where Maven Central does not serve that the nearest.
		plugin string
	}{
		{"1.20", "../../examples/quickstart/deploy/flink/analytics/overlays/staging", "../../golden/session-job-environments/tree/jobs/orders/base", "1.20.0"},
		{"2.2", "../../golden/recovery-2.2/tree/flink/orders/overlays/prod", "../../golden/session-job-flink-2.2/tree/jobs/orders/overlays/prod", "2.2.0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := rendered[deployment](t, "FlinkDeployment", test.session)
			job := rendered[sessionJob](t, "FlinkSessionJob", test.job)
			configuration := job.configuration(d.Spec.FlinkConfiguration)
			c := newCluster(t, d, test.plugin)
			jar := jar(t, c.flink)
			c.install(jar, job.Spec.Job.JarURI)

			c.startFlink(jobManager, "jobmanager-1")
			c.startTaskManagers(job.Spec.Job.Parallelism, "taskmanager")
			c.runsWithWhatIsRendered()

			if err := c.submit(job, jar, jobID, nil); err != nil {
				t.Fatal(err)
			}
			c.wait("the job", func() error { return c.isRunning(jobID) })
			c.runsAsRendered(job.Metadata.Name, job.Spec.Job, configuration)
			c.waitForCheckpoints(jobID, 2)
			c.hasObjects(configuration["execution.checkpointing.dir"]+"/"+jobID, `/chk-\d+/_metadata$`)
			highAvailability := configuration["high-availability.storageDir"] + "/" + d.Metadata.Name
			c.hasObjects(highAvailability, `/completedCheckpoint[^/]*$`)
			c.hasObjects(highAvailability, `/submitted(JobGraph|ExecutionPlan)[^/]*$`)
			c.hasObjects(highAvailability, `/blob/`)
			c.reportsMetrics("jobmanager-1", "flink_jobmanager_job_numberOfCompletedCheckpoints")
			c.reportsMetrics("taskmanager-1", "flink_taskmanager_job_task_operator_numRecordsIn")
			c.logsAreQuiet(isLoud)

			c.kill("jobmanager-1")
			last := lastCheckpoint(t, c.log("jobmanager-1"))
			c.startFlink(jobManager, "jobmanager-2")
			c.wait("the job again", func() error { return c.isRunning(jobID) })
			c.runsAsRendered(job.Metadata.Name, job.Spec.Job, configuration)
			c.wentOnFrom(jobID, last)
			savepoint := c.savepoint(jobID, configuration["execution.checkpointing.savepoint-dir"])

			c.hurry()
			c.wait("the job's end", func() error { return c.isFinished(jobID) })
			c.countedExactly(jobID)
			c.logsAreQuiet(isAboutConfiguration)
			c.startsWithoutAllState(rendered[sessionJob](t, "FlinkSessionJob", "../../golden/session-job-state/tree/jobs/backfill/base"), jar, savepoint)
		})
	}
}

// hasSlots reports as an error that the JobManager does not have that many TaskManagers with that many slots.
func (c *cluster) hasSlots(taskManagers, slots int) error {
	var answer struct {
		TaskManagers int
		Slots        int `json:"slots-total"`
	}
	if err := c.get("/overview", &answer); err != nil {
		return err
	}
	if answer.TaskManagers != taskManagers || answer.Slots != slots {
		return fmt.Errorf("there must be %d TaskManagers with %d slots, not %d with %d", taskManagers, slots, answer.TaskManagers, answer.Slots)
	}
	return nil
}

// runsWithWhatIsRendered holds what Flink says it runs with against what is rendered.
func (c *cluster) runsWithWhatIsRendered() {
	c.t.Helper()
	var answer []struct{ Key, Value string }
	if err := c.get("/jobmanager/config", &answer); err != nil {
		c.t.Fatal(err)
	}
	configuration := map[string]string{}
	for _, option := range answer {
		configuration[option.Key] = option.Value
	}
	for _, difference := range unlisted(c.deployment.Spec.FlinkConfiguration, configuration, c.deployment.Spec.Job != nil) {
		c.t.Errorf("the JobManager does not run with what is rendered: %s", difference)
	}
}

// reportsMetrics fails when a process does not report a metric.
func (c *cluster) reportsMetrics(name, metric string) {
	c.t.Helper()
	text, err := request(http.MethodGet, c.metrics[name]+"/metrics", "", nil)
	if err != nil {
		c.t.Fatal(err)
	}
	if !strings.Contains(string(text), "\n"+metric+"{") {
		c.t.Errorf("%s must report %s", name, metric)
	}
}

// isFinished reports as an error that a job has not come to its end.
func (c *cluster) isFinished(job string) error {
	var answer struct{ State string }
	if err := c.get("/jobs/"+job, &answer); err != nil {
		return err
	}
	if answer.State != "FINISHED" {
		return fmt.Errorf("the job is %s", answer.State)
	}
	return nil
}

// countedExactly holds the state at the end of the job against its sequence: 0, 1, ... each once. The job itself has failed
// before where it met a number that was not the next.
func (c *cluster) countedExactly(job string) {
	c.t.Helper()
	var answer struct {
		Accumulators []struct{ Name, Value string } `json:"user-task-accumulators"`
	}
	if err := c.get("/jobs/"+job+"/accumulators", &answer); err != nil {
		c.t.Fatal(err)
	}
	got := map[string]int{}
	for _, accumulator := range answer.Accumulators {
		value, err := strconv.Atoi(accumulator.Value)
		if err != nil {
			c.t.Fatal(err)
		}
		got[accumulator.Name] = value
	}
	if got["count"] != numbers || got["sum"] != numbers*(numbers-1)/2 {
		c.t.Errorf("the state must be of %d numbers, not %v", numbers, got)
	}
	if got["first"] == 0 {
		c.t.Error("the job began anew after the JobManager was killed")
	}
	c.t.Logf("the second attempt went on at the number %d; counted: %d", got["first"], got["count"])
}
