package impact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// session is a change of a session cluster: any type but NONE and IGNORE deploys it anew, since without a job of its own
// there is nothing that the operator could scale in place.
func (d *specDiff) session() {
	if !d.restarts() {
		d.eachIgnored()
		return
	}
	before, after := d.was.highAvailability(), d.is.highAvailability()
	class, reason := Restart, ""
	if before.mode == "" {
		class, reason = JobsLost, "without high availability no job outlives the JobManager"
		if after.mode != "" {
			reason = "high availability was off until now: no job outlives the old JobManager"
		}
	}
	d.redeployed(class, reason, before.mode != "")
	d.sessionSentences(before, after)
	if moved := d.movedHighAvailability(); moved != "" {
		d.lose(moved)
	}
	for _, left := range d.leftBehind() {
		d.lose(left)
	}
}

func (d *specDiff) eachIgnored() {
	d.each(func(_ operatordiff.Field, l leaf) (Class, string) { return d.ignored(l) })
}

func (d *specDiff) sessionSentences(before, after highAvailability) {
	switch {
	case before.mode == "" || !before.samePlace(after):
		d.Jobs = d.lostJobs()
		d.State = "state in memory is gone; retained checkpoints and savepoints stay in storage, unused"
		if before.mode != "" {
			d.State = "the new session starts empty; checkpoints, savepoints and the old HA metadata stay where they are, unused"
		}
	case d.has(RecoveryAtRisk):
		d.Jobs = "running jobs stop and are recovered from their latest completed checkpoint, but that may fail: " + strings.Join(d.reasons(RecoveryAtRisk), "; ")
		d.State = "checkpoints and HA metadata are kept; take savepoints before"
	default:
		d.Jobs = "running jobs stop and are recovered from their latest completed checkpoint; a job without one starts empty"
		d.State = "checkpoints and HA metadata are kept; work since the last checkpoint is repeated"
	}
	d.Users = "the web UI and REST API are down until the new JobManager is up"
	if console := d.before.registrar(d.change.old.id); console != "" {
		d.Users += fmt.Sprintf(", for StreamPark %s too, which registers this session", console)
	}
}

// lostJobs says what becomes of the jobs of a session that begins empty.
func (d *specDiff) lostJobs() string {
	said := []string{"all running jobs end"}
	jobs := d.before.sessionJobs[d.change.old.id]
	stateless, others := named(jobs, true), named(jobs, false)
	if d.release.Compare(since1_10) < 0 {
		if all := append(stateless, others...); len(all) > 0 {
			said = append(said, fmt.Sprintf("operator %s does not resubmit %s", d.release, list(all)))
		}
	} else {
		if len(stateless) > 0 {
			said = append(said, fmt.Sprintf("the operator resubmits %s with empty state", list(stateless)))
		}
		if len(others) > 0 {
			said = append(said, fmt.Sprintf("%s%s a restart by hand, from a savepoint (savepointRedeployNonce with initialSavepointPath)", list(others), plural(others, " needs", " need")))
		}
	}
	if console := d.before.registrar(d.change.old.id); console != "" {
		said = append(said, fmt.Sprintf("jobs submitted through StreamPark %s do not come back", console))
	} else {
		said = append(said, "jobs submitted through StreamPark, the CLI or a SQL gateway do not come back")
	}
	return strings.Join(said, "; ")
}

// movedAddress tells of an Ingress of the operator's.
func (c *change) movedAddress(old, new string) {
	if old == new {
		return
	}
	old, new = c.old.address(old), c.new.address(new)
	switch {
	case old == "":
		c.addUsers("the web UI is served at " + new)
	case new == "":
		c.addUsers("the web UI is no longer served at " + old)
	default:
		c.addUsers("the address of the web UI moves from " + old + " to " + new)
	}
}

// address is a template of an Ingress with the name and namespace filled in.
func (o *object) address(template string) string {
	for _, part := range [][2]string{{"{{name}}", o.id.Name}, {"{{namespace}}", o.id.Namespace}} {
		template = strings.ReplaceAll(template, part[0], part[1])
	}
	if template == "" {
		return ""
	}
	return oneLine("address", template)
}

func (c *change) addUsers(text string) {
	if c.Users != "" {
		text = c.Users + "; " + text
	}
	c.Users = text
}

// named picks the objects whose jobs have one of the upgrade modes.
func named(jobs []*object, stateless bool) []string {
	var names []string
	for _, job := range jobs {
		if (upgradeModeOf(job.spec()) == string(v1beta1.UpgradeModeStateless)) == stateless {
			names = append(names, job.id.String())
		}
	}
	slices.Sort(names)
	return names
}
