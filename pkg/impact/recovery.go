package impact

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/flink"
)

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

// leftBehind is the state that stays in another bucket.
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
		return fmt.Sprintf("the HA files in %s, with the jars of running jobs, are left behind", oneLine("directory", before.storageDir))
	}
	return ""
}
