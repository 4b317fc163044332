package lint

import "github.com/flinkustomize/flinkustomize/pkg/diagnostic"

var stateSnapshotRules = []rule{
	{diagnostic.RuleStateSnapshot, (*checker).snapshotKind},
	{diagnostic.RuleStateSnapshot, (*checker).snapshotOf},
}

func prepareNothing(*checker, clusters) {}

// snapshotKind: a snapshot is a savepoint or a checkpoint.
func (c *checker) snapshotKind() {
	savepoint, checkpoint := c.has("savepoint"), c.has("checkpoint")
	switch {
	case savepoint && checkpoint:
		c.report(c.field("checkpoint"), "must not be set beside savepoint: a snapshot is one of the two")
	case !savepoint && !checkpoint:
		c.report(c.field(), "must have savepoint or checkpoint")
	}
}

// snapshotOf: a snapshot is one of a job, unless it is there already.
func (c *checker) snapshotOf() {
	if exists, _ := c.get("savepoint", "alreadyExists").(bool); exists && !c.has("checkpoint") {
		return
	}
	if !c.has("jobReference") {
		c.report(c.field("jobReference"), "must be set: the FlinkDeployment or FlinkSessionJob whose state is kept")
	}
}
