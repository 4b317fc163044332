package boot

import (
	"fmt"
	"maps"
	"net/http"
	"path/filepath"
	"strings"
)

// sessionJob is what is read of a FlinkSessionJob.
type sessionJob struct {
	Metadata struct{ Name string }
	Spec     struct {
		FlinkConfiguration map[string]string
		Job                job
	}
}

// jobID is the one that jobs have here. The operator makes one up for each start that is not to go on with the last state.
const jobID = "5e55104b000000000000000000000001"

// configuration is what the operator submits with a job: that of the session, over it the job's own, and what it adds itself.
func (j sessionJob) configuration(session map[string]string) map[string]string {
	configuration := map[string]string{
		"pipeline.name": j.Metadata.Name,
		"execution.checkpointing.externalized-checkpoint-retention": "RETAIN_ON_CANCELLATION",
	}
	maps.Copy(configuration, session)
	maps.Copy(configuration, j.Spec.FlinkConfiguration)
	return configuration
}

// submit has the session run a FlinkSessionJob as the operator does: it uploads the jar, or an empty one where the class is in
// the session's image, runs it by what the object says, and deletes the upload. A savepoint is where the job starts, if any.
func (c *cluster) submit(j sessionJob, jar, id string, savepoint *string) error {
	c.t.Helper()
	name := filepath.Base(j.Spec.Job.JarURI)
	if j.Spec.Job.JarURI == "" {
		name, jar = "empty.jar", emptyJar(c.t)
	}
	uploaded, err := c.upload(jar, name)
	if err != nil {
		return err
	}
	defer func() {
		if _, err := request(http.MethodDelete, c.rest+"/jars/"+uploaded, "", nil); err != nil {
			c.t.Error(err)
		}
	}()
	var answer struct{ JobID string }
	if err := c.post("/jars/"+uploaded+"/run", map[string]any{
		"entryClass": nilWhenEmpty(j.Spec.Job.EntryClass), "programArgsList": j.Spec.Job.Args, "parallelism": j.Spec.Job.Parallelism,
		"jobId": id, "allowNonRestoredState": j.Spec.Job.AllowNonRestoredState, "savepointPath": savepoint,
		"programArgs": nil, "restoreMode": nil, "claimMode": "NO_CLAIM", // since Flink 1.20
		"flinkConfiguration": j.configuration(c.deployment.Spec.FlinkConfiguration),
	}, &answer); err != nil {
		return err
	}
	if answer.JobID != id {
		return fmt.Errorf("the job must have the id that it was given, not %s", answer.JobID)
	}
	return nil
}

// nilWhenEmpty is what an object does not say.
func nilWhenEmpty(value string) *string {
	if value == "" {
		return nil
	}
	return &value
}

// startsWithoutAllState runs a FlinkSessionJob, rendered with allowNonRestoredState, that knows nothing of the state in a
// savepoint: it must start as rendered, and must not when it is not allowed.
func (c *cluster) startsWithoutAllState(j sessionJob, jar, savepoint string) {
	c.t.Helper()
	if allowed := j.Spec.Job.AllowNonRestoredState; allowed == nil || !*allowed {
		c.t.Fatal("the FlinkSessionJob must have allowNonRestoredState")
	}
	const refusedID, id = "5e55104b000000000000000000000002", "5e55104b000000000000000000000003"
	refused := j
	refused.Spec.Job.AllowNonRestoredState = nil
	if err := c.submit(refused, jar, refusedID, &savepoint); err == nil || !strings.Contains(err.Error(), "allowNonRestoredState") {
		c.t.Errorf("a job must not start without the state of its savepoint unless it is allowed to: %v", err)
	}
	if err := c.submit(j, jar, id, &savepoint); err != nil {
		c.t.Fatal(err)
	}
	c.wait("the end of a job without all state", func() error { return c.isFinished(id) })
	var answer checkpoints
	if err := c.get("/jobs/"+id+"/checkpoints", &answer); err != nil {
		c.t.Fatal(err)
	}
	if got := answer.Latest.Restored; !got.IsSavepoint || got.ExternalPath != savepoint {
		c.t.Errorf("the job must start from the savepoint %s, not %+v", savepoint, got)
	}
}

// runsAsRendered holds what Flink says of a running job against what is rendered: arguments, parallelism, name and the keys
// that REST tells of.
func (c *cluster) runsAsRendered(name string, want job, configuration map[string]string) {
	c.t.Helper()
	var execution struct {
		Name   string
		Config struct {
			Parallelism int               `json:"job-parallelism"`
			ObjectReuse bool              `json:"object-reuse-mode"`
			Parameters  map[string]string `json:"user-config"`
		} `json:"execution-config"`
	}
	var running struct {
		Vertices []struct {
			Name        string
			Parallelism int
		}
	}
	for path, answer := range map[string]any{"/jobs/" + jobID + "/config": &execution, "/jobs/" + jobID: &running} {
		if err := c.get(path, answer); err != nil {
			c.t.Fatal(err)
		}
	}
	widest := 0
	for _, vertex := range running.Vertices {
		widest = max(widest, vertex.Parallelism)
	}
	for what, values := range map[string][2]any{
		"name":                           {execution.Name, name},
		"arguments":                      {execution.Config.Parameters["arguments"], strings.Join(want.Args, " ")},
		"parallelism of the job":         {execution.Config.Parallelism, want.Parallelism},
		"parallelism of the widest task": {widest, want.Parallelism},
		"pipeline.object-reuse":          {fmt.Sprint(execution.Config.ObjectReuse), fmt.Sprint(configuration["pipeline.object-reuse"] == "true")},
	} {
		if values[0] != values[1] {
			c.t.Errorf("%s: the job runs with %v, not %v", what, values[0], values[1])
		}
	}
	c.checkpointsAreConfigured(jobID, configuration)
}
