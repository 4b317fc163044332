package boot

import (
	"path/filepath"
	"testing"
)

// TestApplicationGoesOnFromItsLastState: an application whose pods were all killed goes on from its last checkpoint, as when
// the operator upgrades it with last-state: the graph of the job is made anew, here with half the parallelism.
func TestApplicationGoesOnFromItsLastState(t *testing.T) {
	t.Parallel()
	d := rendered[deployment](t, "FlinkDeployment", "../../golden/application-upgrade-modes/tree/applications/orders/overlays/prod")
	if d.Spec.Job.UpgradeMode != "last-state" {
		t.Fatalf("the upgrade mode must be last-state, not %s", d.Spec.Job.UpgradeMode)
	}
	configuration := d.Spec.FlinkConfiguration
	c := newCluster(t, d, "1.20.0")
	c.install(jar(t, c.flink), d.Spec.Job.JarURI)

	c.startFlink(jobManager, "jobmanager-1")
	taskManagers := c.startTaskManagers(d.Spec.Job.Parallelism, "taskmanager-1")
	c.wait("the job", func() error { return c.isRunning(jobID) })
	c.runsWithWhatIsRendered()
	c.runsAsRendered(d.Metadata.Name, *d.Spec.Job, configuration)
	c.waitForCheckpoints(jobID, 1)
	c.hasObjects(configuration["execution.checkpointing.dir"]+"/"+jobID, `/chk-\d+/_metadata$`)
	c.logsAreQuiet(isLoud)

	c.kill(append(taskManagers, "jobmanager-1")...)
	last := lastCheckpoint(t, c.log("jobmanager-1"))
	c.forgetGraph()
	d.Spec.Job.Parallelism /= 2
	c.startFlink(jobManager, "jobmanager-2")
	c.startTaskManagers(d.Spec.Job.Parallelism, "taskmanager-2")
	c.wait("the job again", func() error { return c.isRunning(jobID) })
	c.runsAsRendered(d.Metadata.Name, *d.Spec.Job, configuration)
	c.wentOnFrom(jobID, last)

	c.hurry()
	c.wait("the job's end", func() error { return c.isFinished(jobID) })
	c.countedExactly(jobID)
	c.logsAreQuiet(isAboutConfiguration)
}

// entryPoint is what Flink's script standalone-job.sh starts, and the arguments that the operator gives the script.
func (j *job) entryPoint() (class string, arguments []string) {
	if j.EntryClass != "" {
		arguments = append(arguments, "--job-classname", j.EntryClass)
	}
	if j.AllowNonRestoredState != nil && *j.AllowNonRestoredState {
		arguments = append(arguments, "--allowNonRestoredState")
	}
	return "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint", append(arguments, j.Args...)
}

// forgetGraph removes the graph of the job from what high availability keeps, and nothing else, as the operator does before
// an upgrade.
func (c *cluster) forgetGraph() {
	c.t.Helper()
	configuration := c.deployment.configuration(c.t, place{})
	if _, err := run(".", "java", "-Dlog4j.configurationFile=file:"+filepath.Join(c.folder, "zookeeper", "log4j.properties"),
		"-Dlog.file="+c.log("zookeeper-client"), "-classpath", c.libraries("lib/*.jar"),
		"org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.ZooKeeperMain", "-server", c.zookeeper,
		"deleteall", "/flink/"+configuration["high-availability.cluster-id"]+"/jobgraphs"); err != nil {
		c.t.Fatal(err)
	}
}
