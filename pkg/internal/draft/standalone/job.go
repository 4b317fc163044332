package standalone

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft"
)

// completeJob is spec.job of a cluster that runs one, by what its arguments say of it. It takes the options that it stands for out
// of the configuration.
func (p *process) completeJob(a arguments, options map[string]string, replicas int64) map[string]any {
	job := a.job
	job["state"] = "running"
	if a.restore != "" {
		options["execution.savepoint-restore-mode"] = a.restore
	}
	if parallelism, ok := wholeNumber(options["parallelism.default"]); ok && parallelism > 0 {
		job["parallelism"] = parallelism
		delete(options, "parallelism.default")
	} else {
		slots, ok := wholeNumber(options["taskmanager.numberOfTaskSlots"])
		if !ok {
			slots = 1
		}
		job["parallelism"] = replicas * slots
		p.argument(draft.Changed, "has no parallelism beside it: it is that of all slots now, "+strconv.FormatInt(replicas*slots, 10))
	}
	job["upgradeMode"] = "stateless"
	if active(options) {
		job["upgradeMode"] = "last-state"
		p.argument(draft.Changed, "became a job that goes on from its last state when its spec changes, as it did when its JobManager came back")
	} else {
		p.argument(draft.Changed, "became a job that starts from nothing when its spec changes, as it did when its JobManager came back: set upgradeMode to "+
			"Savepoint and a directory of savepoints, or high availability and LastState")
	}
	return job
}

// active reports whether high availability is on.
func active(options map[string]string) bool {
	mode := options["high-availability.type"]
	if mode == "" {
		mode = options["high-availability"]
	}
	return mode != "" && !slices.Contains([]string{"none", "standalone"}, strings.ToLower(mode))
}

func wholeNumber(text string) (int64, bool) {
	number, err := strconv.ParseInt(text, 10, 64)
	return number, err == nil
}
