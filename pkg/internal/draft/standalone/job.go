package standalone

import (
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// completeJob is spec.job of a cluster that runs one, by what its arguments say of it.
func (c *cluster) completeJob(a arguments, options map[string]string) map[string]any {
	job := a.job
	job["state"] = "running"
	if a.restore != "" {
		options["execution.savepoint-restore-mode"] = a.restore
	}
	c.parallelism(job, options)
	job["upgradeMode"] = "stateless"
	if active(options) {
		job["upgradeMode"] = "last-state"
		c.jobs.argument(draft.Changed, "became a job that goes on from its last state when its spec changes, as it did when its JobManager came back")
	} else {
		c.jobs.argument(draft.Changed, "became a job that starts from nothing when its spec changes, as it did when its JobManager came back: set upgradeMode to "+
			"Savepoint and a directory of savepoints, or high availability and LastState")
	}
	return job
}

// parallelism sets that of the job, unless the number of TaskManagers gives it: the operator takes one from the other.
func (c *cluster) parallelism(job map[string]any, options map[string]string) {
	slots, ok := wholeNumber(options["taskmanager.numberOfTaskSlots"])
	if !ok || slots < 1 {
		slots = 1
	}
	given, isSet := wholeNumber(options["parallelism.default"])
	delete(options, "parallelism.default")
	all := c.tasks.replicas * slots
	switch {
	case strings.EqualFold(options["scheduler-mode"], "reactive") || isSet && given == all: // all slots, and so many TaskManagers
	case !isSet || given < 1:
		c.jobs.argument(draft.Changed, "has a default parallelism of "+strconv.FormatInt(all, 10)+" now, that of all slots, where it had 1: the operator takes it from the "+
			"number of TaskManagers. A job that sets its own keeps that")
	default:
		job["parallelism"] = given
		if needed := (given + slots - 1) / slots; needed != c.tasks.replicas {
			c.tasks.note(draft.Changed, "runs "+strconv.FormatInt(needed, 10)+" TaskManagers now, as parallelism.default "+strconv.FormatInt(given, 10)+
				" needs: the operator takes one from the other; set taskManager.replicas in the place of job.parallelism for all slots", "spec", "replicas")
		}
	}
}

// active reports whether high availability is on.
func active(options map[string]string) bool {
	mode := options["high-availability.type"]
	if mode == "" {
		mode = options["high-availability"]
	}
	return flink.HighAvailability(mode) != flink.HighAvailabilityNone
}

func wholeNumber(text string) (int64, bool) {
	number, err := strconv.ParseInt(text, 10, 64)
	return number, err == nil
}
