package impact

import "slices"

// Class is what becomes of an object.
type Class string

// The classes, the least first. Two of the same severity are told apart by what is at stake.
const (
	None           Class = "none"                      // no effect in the cluster
	Create         Class = "create"                    // the object is new
	InPlace        Class = "in place"                  // applied to the live object; no process restarts
	Deferred       Class = "deferred"                  // accepted, but running processes keep the old value until something restarts them
	Rescale        Class = "rescale"                   // in place; tasks restart
	Unknown        Class = "unknown"                   // of a kind that the package does not know
	Restart        Class = "restart"                   // processes are replaced; state is kept
	JobsLost       Class = "restart, jobs lost"        // as Restart, and running jobs do not come back, or come back empty
	RecoveryAtRisk Class = "restart, recovery at risk" // as Restart, and recovery may fail
	Replace        Class = "replace"                   // the object is deleted, and another one begins empty
	Delete         Class = "delete"                    // the object goes, with what belongs to it
	Refused        Class = "refused"                   // the API server, the webhook or the operator does not take it
)

var classes = []Class{None, Create, InPlace, Deferred, Rescale, Unknown, Restart, JobsLost, RecoveryAtRisk, Replace, Delete, Refused}

// Classes lists the classes, the least first.
func Classes() []Class { return slices.Clone(classes) }

// Compare is negative, zero or positive when c stands before, at or after other in Classes; what is no class stands
// before them all.
func (c Class) Compare(other Class) int {
	return slices.Index(classes, c) - slices.Index(classes, other)
}
