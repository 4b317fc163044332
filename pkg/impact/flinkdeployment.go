package impact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

func changeFlinkDeployment(c *change) {
	c.metadata() // labels and annotations of the FlinkDeployment restart nothing
	d := c.diffClusters("spec", c.old.spec(), c.new.spec())
	d.refused()
	if d.isApplication() {
		d.application()
	} else {
		d.session()
	}
	c.movedAddress(textAt(d.old, "ingress", "template"), textAt(d.new, "ingress", "template"))
}

func (d *specDiff) isApplication() bool { return d.new["job"] != nil }

// redeployed gives each field its class, where the operator deploys the cluster anew: the one given, or a worse one for
// what keeps jobs from being recovered.
func (d *specDiff) redeployed(class Class, reason string, recovers bool) {
	d.each(func(f operatordiff.Field, l leaf) (Class, string) {
		if f.Type == operatordiff.Ignore {
			return d.ignored(l)
		}
		if recovers {
			if worse, why := d.recovery(l); why != "" {
				return worst(class, worse), why
			}
		}
		return class, reason
	})
}

// recovery is what a field does to jobs that are recovered from the metadata of high availability.
func (d *specDiff) recovery(l leaf) (Class, string) {
	before, after := d.was.highAvailability(), d.is.highAvailability()
	if l.below("flinkVersion") && minorVersion(d.old) != minorVersion(d.new) && before.samePlace(after) {
		return RecoveryAtRisk, d.versionReason()
	}
	if len(l.names) != 2 || l.names[0] != "flinkConfiguration" {
		return None, ""
	}
	key := l.names[1]
	differs := func(o flink.Option) bool {
		return hasKey(o, key) && !flink.Equal(o.Keys()[0], d.was.option(o), d.is.option(o))
	}
	switch {
	case hasKey(flink.HighAvailabilityType, key) && before.mode != after.mode:
		if after.mode == "" {
			return JobsLost, "without high availability the new JobManager recovers no job"
		}
		return JobsLost, fmt.Sprintf("the HA metadata is in %s, and the new JobManager looks in %s", place(before), place(after))
	case before.mode == after.mode && (hasKey(flink.HighAvailabilityZooKeeperQuorum, key) && before.quorum != after.quorum ||
		hasKey(flink.HighAvailabilityZooKeeperPathRoot, key) && before.root != after.root):
		return JobsLost, "the HA metadata stays at the old place in ZooKeeper, where the new JobManager does not look"
	case !before.samePlace(after): // nothing is recovered
		return None, ""
	case hasKey(flink.HighAvailabilityStorageDir, key) && before.storageDir != after.storageDir:
		return RecoveryAtRisk, "the new JobManager looks for the jars of running jobs in the new directory: jobs with jars fail unless the files are copied"
	case differs(flink.StateBackendType):
		return RecoveryAtRisk, "a state backend cannot read the checkpoints of another one"
	case differs(flink.CheckpointingDir):
		return None, "recovery reads the last checkpoint at the old place, and new ones go to the new one"
	case isStoreOption(key):
		return RecoveryAtRisk, "recovery fails if the new setting cannot read the old checkpoints"
	}
	return None, ""
}

func place(h highAvailability) string {
	switch h.mode {
	case "kubernetes":
		return "ConfigMaps"
	case "zookeeper":
		return "ZooKeeper"
	}
	return h.mode
}

func (d *specDiff) versionReason() string {
	was, is := flinkVersionOf(d.old), flinkVersionOf(d.new)
	switch {
	case was.IsZero() || is.IsZero():
		return "another Flink version may not read what the old one wrote"
	case !is.AtLeast(was):
		return "Flink does not support a downgrade: the older version may not read what the newer one wrote"
	case was.Major != is.Major:
		return "a new major version of Flink may not read what the old one wrote, and jobs that use removed APIs do not start"
	}
	return "the new version is given the job graphs of the old one, which Flink does not promise to read; safer: stop each job with a savepoint, change the version, start from it"
}

// place of state that is left behind, of whatever cluster.
func (d *specDiff) leftBehind() []string {
	var left []string
	for _, directory := range stateDirectories {
		was, is := d.was.option(directory.option), d.is.option(directory.option)
		if a, b := bucket(was), bucket(is); a != "" && a != b {
			left = append(left, fmt.Sprintf("%s in %s are left behind", directory.what, a))
		}
	}
	return left
}

// movedHighAvailability is what is lost when the metadata of high availability is not found again; empty where it is.
func (d *specDiff) movedHighAvailability() string {
	before, after := d.was.highAvailability(), d.is.highAvailability()
	switch {
	case before.mode == "":
		return ""
	case after.mode == "":
		return fmt.Sprintf("high availability is turned off: its metadata in %s is left behind, and old jobs come back if it is turned on again under the same name", place(before))
	case before.mode != after.mode:
		return fmt.Sprintf("high availability moves from %s to %s: its metadata, with the pointers to the last checkpoints, is left behind", before.name(), after.name())
	case !before.samePlace(after):
		return "high availability moves to another place in ZooKeeper: its metadata, with the pointers to the last checkpoints, is left behind"
	case before.storageDir != after.storageDir:
		return fmt.Sprintf("the HA files in %s, with the jars of running jobs, are left behind", shorten(before.storageDir))
	}
	return ""
}

func removeFlinkDeployment(c *change) {
	spec := c.old.spec()
	conf := configurationOf(spec)
	ha := conf.highAvailability()
	c.keptFiles(conf, ha)
	if spec["job"] != nil {
		c.removeApplication(spec, conf)
		return
	}
	jobs := c.sessionJobNames(c.before, c.old.id)
	blocks := c.old.release.Compare(since1_13) >= 0 && conf.isOn(true, "kubernetes.operator.session.deletion.block-on-unmanaged-jobs", "kubernetes.operator.session.block-on-unmanaged-jobs")
	blocksOnJobs := c.old.release.Compare(since1_15) < 0 || conf.isOn(true, "kubernetes.operator.session.deletion.block-on-session-jobs")
	blocks = blocks && blocksOnJobs
	var said []string
	if len(jobs) > 0 && blocksOnJobs {
		said = append(said, "the deletion waits until "+list(jobs)+plural(jobs, " is", " are")+" deleted too")
	}
	switch {
	case c.rightsGo() && ha.mode == "kubernetes":
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

func (c *change) removeApplication(spec map[string]any, conf configuration) {
	savepoint := conf.isOn(false, savepointOnDeletion) && c.old.release.Compare(since1_7) >= 0
	c.Jobs = "the job is cancelled"
	c.State = "no savepoint is taken, and the HA metadata is deleted"
	if savepoint {
		c.Jobs, c.State = "the job is stopped with a savepoint, if it runs", "the HA metadata is deleted"
		c.Kept = append(c.Kept, "the savepoint that is taken")
	}
	if mode := upgradeModeOf(spec); mode != string(v1beta1.UpgradeModeStateless) && !savepoint {
		c.lose(fmt.Sprintf("%s is deleted without a savepoint: the state of its job is lost but for checkpoints in storage", c.old.id))
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

// sessionJobNames names the FlinkSessionJobs of a session.
func (c *change) sessionJobNames(s *side, session ID) []string {
	var names []string
	for _, job := range s.sessionJobs[session] {
		names = append(names, job.id.String())
	}
	return names
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

func upgradeModeOf(spec map[string]any) string {
	if mode := textAt(spec, "job", "upgradeMode"); mode != "" {
		return mode
	}
	return string(v1beta1.UpgradeModeStateless)
}

// upgradeFlinkDeployment is a FlinkDeployment that does not differ, under another release of the operator.
func upgradeFlinkDeployment(c *change) {
	c.laterFields("spec", c.old.spec())
	c.nullPointer()
}

// laterFields are such that the older release did not know: the newer one finds them where it has stored none.
func (c *change) laterFields(path string, spec map[string]any) {
	for _, field := range []struct {
		names  []string
		class  Class
		reason string
	}{
		{[]string{"ingress", "labels"}, Restart, "the older operator did not know this field, so that the newer one takes it for a change"},
		{[]string{"ingress", "tls"}, Restart, "the older operator did not know this field, so that the newer one takes it for a change"},
		{[]string{"job", "savepointRedeployNonce"}, JobsLost, "the older operator did not know this field, and the newer one starts the job from initialSavepointPath"},
	} {
		value := at(spec, field.names...)
		name := strings.Join(field.names, ".")
		_, wasMissing := c.old.release.MissingField(name)
		_, isMissing := c.new.release.MissingField(name)
		if value == nil || !wasMissing || isMissing {
			continue
		}
		class := field.class
		if class == Restart && configurationOf(spec).highAvailability().mode == "" {
			class = JobsLost
		}
		c.cause(leaf{path: path + "." + name, name: name, new: value}, class, field.reason)
	}
	if len(c.Causes) > 0 {
		c.Jobs = "the operator deploys it anew after its upgrade"
		if c.has(JobsLost) {
			c.Jobs += ", and running jobs do not come back, or come back empty"
		}
	}
}

// nullPointer: 1.13.0 fails to compare what a release before it stored without a flinkConfiguration.
func (c *change) nullPointer() {
	if c.old.release.Compare(since1_13) < 0 && c.new.release == since1_13 && c.new.spec()["flinkConfiguration"] == nil {
		c.stuck = true
		c.operatorCause(Refused, "1.13.0 fails with a NullPointerException on an object without flinkConfiguration that an older release has stored; set an option, or take 1.14 or later")
		c.Jobs = "running jobs go on, but the operator no longer reconciles the object"
		c.lose(fmt.Sprintf("operator 1.13.0 cannot reconcile %s: set an option in its flinkConfiguration, or take 1.14 or later", c.new.id))
	}
}

var since1_7, since1_10, since1_13, since1_15 = release("1.7"), release("1.10"), release("1.13"), release("1.15")

func release(name string) operator.Release {
	r, err := operator.ParseRelease(name)
	if err != nil {
		panic(err)
	}
	return r
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
