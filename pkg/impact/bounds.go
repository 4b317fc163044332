package impact

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/internal/quantity"
)

// changeQuota is of a ResourceQuota, which stops no pod that runs.
func changeQuota(c *change) {
	c.metadata()
	lowered := false
	c.each(func(l leaf) (Class, string) {
		if l.below("spec", "hard") && lower(l) {
			lowered = true
			if l.old == nil {
				return InPlace, "is new: pods that run stay, and those that would exceed it are refused"
			}
			return InPlace, "is lower: pods that run stay, and those that would exceed it are refused"
		}
		return InPlace, ""
	})
	if lowered {
		c.boundsPods()
	}
}

// lower reports whether a quantity is lower than before, or new.
func lower(l leaf) bool {
	if l.new == nil {
		return false
	}
	if l.old == nil {
		return true
	}
	was, wasText := l.old.(string)
	is, isText := l.new.(string)
	before, beforeErr := quantity.Parse(was)
	after, afterErr := quantity.Parse(is)
	return wasText && isText && beforeErr == nil && afterErr == nil && after.Cmp(before) < 0
}

func (c *change) boundsPods() {
	c.Jobs = "running jobs go on; a TaskManager or JobManager that is replaced, or asked for in addition, may not start"
}

func createQuota(c *change) { c.boundsPods() }

func removeQuota(c *change) { c.Users = "pods of the namespace may take all that its nodes have" }

// changeLimitRange is of a LimitRange, which is read when a pod is made.
func changeLimitRange(c *change) {
	c.metadata()
	c.each(func(leaf) (Class, string) { return Deferred, "counts for pods that are made from now on" })
	if slices.ContainsFunc(c.Causes, func(cause Cause) bool { return cause.Class == Deferred }) {
		c.boundsPods()
	}
}

func removeLimitRange(c *change) {
	c.Jobs = "running jobs go on; a quota then refuses new pods with a container that states nothing"
}

func removeDisruptionBudget(c *change) {
	c.Users = "only evictions: draining nodes may take all of its pods at once"
}
