package impact

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

func removeFlinkDeployment(c *change) {
	spec := c.old.spec()
	conf := configurationOf(spec)
	ha := conf.highAvailability()
	c.keptFiles(conf, ha)
	if spec["job"] != nil {
		c.removeApplication(spec, conf, ha)
		return
	}
	var jobs []string
	for _, job := range c.before.sessionJobs[c.old.id] {
		jobs = append(jobs, job.id.String())
	}
	blocksOnJobs := c.old.release.Compare(since1_15) < 0 || conf.isOn(true, "kubernetes.operator.session.deletion.block-on-session-jobs")
	blocks := blocksOnJobs && c.old.release.Compare(since1_13) >= 0 && conf.isOn(true, // by jobs that the operator does not manage
		"kubernetes.operator.session.deletion.block-on-unmanaged-jobs", "kubernetes.operator.session.block-on-unmanaged-jobs")
	var said []string
	if len(jobs) > 0 && blocksOnJobs {
		said = append(said, "the deletion waits until "+list(jobs)+plural(jobs, " is", " are")+" deleted too")
	}
	switch {
	case c.rightsGo() && ha.mode == flink.HighAvailabilityKubernetes:
		said = append(said, "its rights are deleted in the same change: where that happens first (Flux, kubectl, Argo CD without PruneLast), the JobManager loses leadership, the operator takes the session for one without jobs, and running jobs die")
	case blocks:
		said = append(said, "if jobs run that were submitted through StreamPark, the CLI or a SQL gateway, the session stays in Terminating until they are cancelled")
	default:
		said = append(said, "running jobs that were submitted through StreamPark, the CLI or a SQL gateway end")
	}
	c.Jobs = strings.Join(said, "; ")
	c.State = "no savepoint is taken"
	if ha.mode != "" {
		c.State = "its HA metadata is deleted, and no savepoint is taken"
		c.lose(fmt.Sprintf("%s is deleted with its HA metadata: its jobs cannot be recovered", c.old.id))
	}
	if c.Class == Replace {
		c.State += "; the new session begins empty"
	}
	c.Users = "the web UI and REST API are gone"
	if console := c.before.registrar(c.old.id); console != "" {
		c.Users += fmt.Sprintf("; StreamPark %s, which registers this session, no longer reaches it", console)
	}
	if c.Class == Replace {
		c.Users += "; the new session has other addresses"
	}
}

func (c *change) removeApplication(spec map[string]any, conf configuration, ha highAvailability) {
	savepoint := conf.isOn(false, savepointOnDeletion) && c.old.release.Compare(since1_7) >= 0
	c.Jobs, c.State = "the job is cancelled", "no savepoint is taken"
	if savepoint {
		c.Jobs, c.State = "the job is stopped with a savepoint, if it runs", "a savepoint is taken"
		c.Kept = append(c.Kept, "the savepoint that is taken")
	}
	if mode := upgradeModeOf(spec); mode != string(v1beta1.UpgradeModeStateless) && !savepoint {
		c.lose(fmt.Sprintf("%s is deleted without a savepoint: the state of its job is lost but for checkpoints in storage", c.old.id))
	}
	if ha.mode != "" {
		c.State += ", and the HA metadata is deleted"
	}
	c.Users = "the web UI is gone"
	if c.Class == Replace {
		c.Jobs += "; the new one starts with empty state unless it names an initialSavepointPath"
	}
}

const savepointOnDeletion = "kubernetes.operator.job.savepoint-on-deletion"

// keptFiles are what stays in storage.
func (c *change) keptFiles(conf configuration, ha highAvailability) {
	for _, directory := range stateDirectories {
		if place := conf.option(directory.option); place != "" {
			c.Kept = append(c.Kept, fmt.Sprintf("%s in %s", directory.what, oneLine("directory", place)))
		}
	}
	if ha.mode != "" && ha.storageDir != "" {
		c.Kept = append(c.Kept, fmt.Sprintf("HA files in %s", oneLine("directory", ha.storageDir)))
	}
}

// rightsGo reports whether an object that gives the session its rights goes from the cluster in the same change.
func (c *change) rightsGo() bool {
	account := c.old.text("spec", "serviceAccount")
	goes := func(kind kindID, name string) bool {
		id := ID{kind.group, kind.kind, c.old.id.Namespace, name}
		return name != "" && c.before.find(id) != nil && c.after.find(id) == nil
	}
	if goes(kindID{"", "ServiceAccount"}, account) {
		return true
	}
	for _, binding := range c.before.bindings[ID{"", "ServiceAccount", c.old.id.Namespace, account}] {
		if goes(binding.kind(), binding.id.Name) || goes(kindID{binding.id.Group, "Role"}, binding.text("roleRef", "name")) {
			return true
		}
	}
	return false
}
