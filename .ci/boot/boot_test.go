// Package boot starts a real Flink with what is rendered for a session, kills its JobManager and holds what comes back
// against what was there.
//
// Flink is the Python package that carries its distribution; ZooKeeper is the one inside Flink; the object store speaks S3 on
// loopback. Each case builds an overlay of the reviewed trees, takes the configuration, the environment, the memory and the
// plugin of its FlinkDeployment, writes them as the operator does, and starts a JobManager and a TaskManager.
//
// What it proves, for Flink 1.20 and 2.2:
//
//   - Flink starts with every rendered key and runs with the rendered values: what it says it runs with is held against what
//     is rendered, and only the differences listed in configuration_test.go may be there.
//   - Checkpoints, high availability, savepoints, metrics, slots and restarts do what the keys say; credentials of the object
//     store arrive as variables.
//   - After kill -9 the next JobManager finds the job and its last checkpoint, and the state is exact: no number of the
//     job's sequence is missing, none counts twice.
//   - Before the kill no log has a warning or an error but for those listed in logs_test.go; after it, when tasks fail as they
//     must, none that is about configuration.
//
// What it does not prove: anything of Kubernetes, such as the pod, high availability by ConfigMaps, and the operator's own
// defaults; a key that Flink does not know (Flink ignores it in silence; the options catalog is for that); the signature of
// requests to the object store; how a real object store behaves under load.
//
// Everything listens on loopback, on ports that were free. Nothing outlives the test. The distributions are kept in the
// user's cache folder (flinkustomize-boot), 300 MB a release.
package boot

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// numbers is how long the job's sequence is: at the slow pace of a thousand a second half an hour, which all waits
// together do not take, at the fast one seconds.
const numbers = 2_000_000

// TestFlinkRecoversWithWhatIsRendered: a session comes back after its JobManager was killed, with the state that it had.
func TestFlinkRecoversWithWhatIsRendered(t *testing.T) {
	for _, test := range []struct {
		name, overlay string
		// plugin is the release of the plugin for S3: the one of Flink, or where Maven Central does not serve that the nearest.
		plugin string
	}{
		{"1.20", "../../examples/quickstart/deploy/flink/analytics/overlays/staging", "1.20.0"},
		{"2.2", "../../golden/recovery-2.2/tree/flink/orders/overlays/prod", "2.2.0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			d := rendered(t, test.overlay)
			configuration := d.Spec.FlinkConfiguration
			c := newCluster(t, d, test.plugin)

			c.startFlink("jobmanager", "jobmanager-1")
			c.startFlink("taskmanager", "taskmanager")
			slots, err := strconv.Atoi(configuration["taskmanager.numberOfTaskSlots"])
			if err != nil {
				t.Fatal(err)
			}
			c.wait("a TaskManager with its slots", func() error { return c.hasSlots(slots) })
			c.runsWithWhatIsRendered()

			release := filepath.Join(c.folder, "release")
			job := c.submit(jar(t, c.flink), release)
			var before checkpoints
			c.wait("two checkpoints", func() error {
				if err := c.get("/jobs/"+job+"/checkpoints", &before); err != nil {
					return err
				}
				if before.Counts.Completed < 2 {
					return fmt.Errorf("%d are complete, %d failed", before.Counts.Completed, before.Counts.Failed)
				}
				return nil
			})
			c.checkpointsAreConfigured(job)
			c.hasObjects(configuration["execution.checkpointing.dir"]+"/"+job, `/chk-\d+/_metadata$`)
			highAvailability := configuration["high-availability.storageDir"] + "/" + d.Metadata.Name
			c.hasObjects(highAvailability, `/completedCheckpoint[^/]*$`)
			c.hasObjects(highAvailability, `/submitted(JobGraph|ExecutionPlan)[^/]*$`)
			c.hasObjects(highAvailability, `/blob/`)
			c.reportsMetrics("jobmanager", "flink_jobmanager_job_numberOfCompletedCheckpoints")
			c.reportsMetrics("taskmanager", "flink_taskmanager_job_task_operator_numRecordsIn")
			c.logsAreQuiet(isLoud)

			c.kill("jobmanager")
			last := lastCheckpoint(t, c.log("jobmanager-1"))
			c.startFlink("jobmanager", "jobmanager-2")
			c.wait("the job again", func() error { return c.isRunning(job) })
			var after checkpoints
			if err := c.get("/jobs/"+job+"/checkpoints", &after); err != nil {
				t.Fatal(err)
			}
			if got := after.Latest.Restored; got.ID != last || got.IsSavepoint || !strings.HasPrefix(got.ExternalPath, configuration["execution.checkpointing.dir"]+"/"+job+"/") {
				t.Errorf("the job must come back from checkpoint %d, not %+v", last, got)
			}
			c.savepoint(job, configuration["execution.checkpointing.savepoint-dir"])

			if err := os.WriteFile(release, nil, 0o644); err != nil {
				t.Fatal(err)
			}
			c.wait("the job's end", func() error { return c.isFinished(job) })
			c.countedExactly(job)
			c.logsAreQuiet(isAboutConfiguration)
		})
	}
}

// hasSlots reports as an error that the JobManager does not have one TaskManager with that many slots.
func (c *cluster) hasSlots(want int) error {
	var answer struct {
		TaskManagers int
		Slots        int `json:"slots-total"`
	}
	if err := c.get("/overview", &answer); err != nil {
		return err
	}
	if answer.TaskManagers != 1 || answer.Slots != want {
		return fmt.Errorf("there must be 1 TaskManager with %d slots, not %d with %d", want, answer.TaskManagers, answer.Slots)
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
	for _, difference := range unlisted(c.deployment.Spec.FlinkConfiguration, configuration) {
		c.t.Errorf("the JobManager does not run with what is rendered: %s", difference)
	}
}

// submit has a jar run with two tasks a step, and waits until all of them do.
func (c *cluster) submit(jar, release string) (job string) {
	c.t.Helper()
	name, err := c.upload(jar)
	if err != nil {
		c.t.Fatal(err)
	}
	var answer struct{ JobID string }
	if err := c.post("/jars/"+name+"/run", map[string]any{
		"entryClass": "Sequence", "programArgsList": []string{strconv.Itoa(numbers), release}, "parallelism": 2,
	}, &answer); err != nil {
		c.t.Fatal(err)
	}
	c.wait("the job", func() error { return c.isRunning(answer.JobID) })
	return answer.JobID
}

// checkpointsAreConfigured holds how a job takes checkpoints against the rendered keys: the job itself sets nothing.
func (c *cluster) checkpointsAreConfigured(job string) {
	c.t.Helper()
	var answer struct {
		Interval        int64
		Timeout         int64
		MinPause        int64  `json:"min_pause"`
		Tolerable       int    `json:"tolerable_failed_checkpoints"`
		Storage         string `json:"checkpoint_storage"`
		StateBackend    string `json:"state_backend"`
		Externalization struct {
			Enabled              bool
			DeleteOnCancellation bool `json:"delete_on_cancellation"`
		}
	}
	if err := c.get("/jobs/"+job+"/checkpoints/config", &answer); err != nil {
		c.t.Fatal(err)
	}
	configuration := c.deployment.Spec.FlinkConfiguration
	for key, got := range map[string]string{
		"execution.checkpointing.interval":                     (time.Duration(answer.Interval) * time.Millisecond).String(),
		"execution.checkpointing.timeout":                      (time.Duration(answer.Timeout) * time.Millisecond).String(),
		"execution.checkpointing.min-pause":                    (time.Duration(answer.MinPause) * time.Millisecond).String(),
		"execution.checkpointing.tolerable-failed-checkpoints": strconv.Itoa(answer.Tolerable),
	} {
		want, rendered := configuration[key]
		if duration, err := time.ParseDuration(want); err == nil {
			want = duration.String()
		}
		if rendered && got != want {
			c.t.Errorf("%s: the job runs with %s, not %s", key, got, want)
		}
	}
	if configuration["execution.checkpointing.externalized-checkpoint-retention"] == "RETAIN_ON_CANCELLATION" &&
		(!answer.Externalization.Enabled || answer.Externalization.DeleteOnCancellation) {
		c.t.Errorf("checkpoints must be kept when the job is cancelled: %+v", answer.Externalization)
	}
	if configuration["state.backend.type"] != "rocksdb" || !strings.Contains(answer.StateBackend, "RocksDB") {
		c.t.Errorf("the state backend must be RocksDB, as rendered, not %s", answer.StateBackend)
	}
	if !strings.Contains(answer.Storage, "FileSystem") {
		c.t.Errorf("checkpoints must be in the object store, not in %s", answer.Storage)
	}
}

// hasObjects fails when no object below a URI has a key of that form.
func (c *cluster) hasObjects(uri, form string) {
	c.t.Helper()
	keys, err := c.store.objects(uri)
	if err != nil {
		c.t.Fatal(err)
	}
	if !slices.ContainsFunc(keys, regexp.MustCompile(form).MatchString) {
		c.t.Errorf("below %s there must be an object like %s, not only %q", uri, form, keys)
	}
}

// reportsMetrics fails when a process does not report a metric.
func (c *cluster) reportsMetrics(role, metric string) {
	c.t.Helper()
	text, err := request(http.MethodGet, c.metrics[role]+"/metrics", "", nil)
	if err != nil {
		c.t.Fatal(err)
	}
	if !strings.Contains(string(text), "\n"+metric+"{") {
		c.t.Errorf("the %s must report %s", role, metric)
	}
}

var completed = regexp.MustCompile(`Completed checkpoint (\d+) for job`)

// lastCheckpoint is the last one that a JobManager completed.
func lastCheckpoint(t *testing.T, log string) int {
	t.Helper()
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	matches := completed.FindAllStringSubmatch(string(text), -1)
	if matches == nil {
		t.Fatalf("%s tells of no checkpoint", log)
	}
	last, err := strconv.Atoi(matches[len(matches)-1][1])
	if err != nil {
		t.Fatal(err)
	}
	return last
}

// savepoint takes a savepoint and fails when it is not below the folder that the configuration names.
func (c *cluster) savepoint(job, folder string) {
	c.t.Helper()
	var trigger struct {
		ID string `json:"request-id"`
	}
	if err := c.post("/jobs/"+job+"/savepoints", map[string]any{"cancel-job": false}, &trigger); err != nil {
		c.t.Fatal(err)
	}
	var answer struct {
		Status    struct{ ID string }
		Operation struct {
			Location string
			Failure  json.RawMessage `json:"failure-cause"`
		}
	}
	c.wait("a savepoint", func() error {
		if err := c.get("/jobs/"+job+"/savepoints/"+trigger.ID, &answer); err != nil {
			return err
		}
		if answer.Status.ID != "COMPLETED" {
			return fmt.Errorf("it is %s", answer.Status.ID)
		}
		return nil
	})
	if !strings.HasPrefix(answer.Operation.Location, folder+"/savepoint-") {
		c.t.Fatalf("the savepoint must be below %s: %+v: %s", folder, answer.Operation.Location, answer.Operation.Failure)
	}
	c.hasObjects(answer.Operation.Location, `/_metadata$`)
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
