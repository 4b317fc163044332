package boot

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// checkpoints is what the JobManager says of a job's.
type checkpoints struct {
	Counts struct{ Completed, Failed int }
	Latest struct {
		Completed checkpoint
		Restored  checkpoint
	}
}

type checkpoint struct {
	ID           int
	ExternalPath string `json:"external_path"`
	IsSavepoint  bool   `json:"is_savepoint"`
}

// checkpointsAreConfigured holds how a job takes checkpoints against the keys: the job itself sets nothing.
func (c *cluster) checkpointsAreConfigured(job string, configuration map[string]string) {
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
	backend := map[string]string{"rocksdb": "RocksDB", "": "HashMap"}[configuration["state.backend.type"]]
	if backend == "" || !strings.Contains(answer.StateBackend, backend) {
		c.t.Errorf("state.backend.type is %q; the job runs with %s", configuration["state.backend.type"], answer.StateBackend)
	}
	if !strings.Contains(answer.Storage, "FileSystem") {
		c.t.Errorf("checkpoints must be in the object store, not in %s", answer.Storage)
	}
}

// waitForCheckpoints waits until a job has completed that many.
func (c *cluster) waitForCheckpoints(job string, count int) {
	c.t.Helper()
	c.wait(fmt.Sprintf("checkpoints: %d", count), func() error {
		var answer checkpoints
		if err := c.get("/jobs/"+job+"/checkpoints", &answer); err != nil {
			return err
		}
		if answer.Counts.Completed < count {
			return fmt.Errorf("%d are complete, %d failed", answer.Counts.Completed, answer.Counts.Failed)
		}
		return nil
	})
}

// wentOnFrom fails when the job was not restored from that checkpoint.
func (c *cluster) wentOnFrom(job string, last int) {
	c.t.Helper()
	var answer checkpoints
	if err := c.get("/jobs/"+job+"/checkpoints", &answer); err != nil {
		c.t.Fatal(err)
	}
	folder := c.deployment.Spec.FlinkConfiguration["execution.checkpointing.dir"] + "/" + job + "/"
	if got := answer.Latest.Restored; got.ID != last || got.IsSavepoint || !strings.HasPrefix(got.ExternalPath, folder) {
		c.t.Errorf("the job must come back from checkpoint %d, not %+v", last, got)
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
func (c *cluster) savepoint(job, folder string) (path string) {
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
	return answer.Operation.Location
}
