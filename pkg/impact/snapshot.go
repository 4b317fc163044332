package impact

import "fmt"

// changeSnapshot: a snapshot is taken once.
func changeSnapshot(c *change) {
	c.metadata()
	c.each(func(l leaf) (Class, string) {
		switch l.last() {
		case "disposeOnDelete":
			return InPlace, "read when the object is deleted"
		case "backoffLimit":
			return InPlace, "read when it is tried again"
		}
		return Deferred, "a snapshot is taken once: this counts only if it was not yet, and another one needs another name"
	})
}

func createSnapshot(c *change) {
	if c.new.at("spec", "savepoint", "alreadyExists") == true {
		return
	}
	c.Jobs = "the job goes on; a snapshot of it is taken, if it runs"
}

func removeSnapshot(c *change) {
	if c.old.at("spec", "savepoint") == nil {
		c.State = "the checkpoint stays in storage as long as Flink retains it"
		return
	}
	path := oneLine("path", c.old.text("spec", "savepoint", "path"))
	if path == `""` {
		path = "its directory"
	}
	if c.old.at("spec", "savepoint", "disposeOnDelete") == false {
		c.Kept = append(c.Kept, "the savepoint in "+path)
		return
	}
	c.State = fmt.Sprintf("the savepoint in %s is deleted (disposeOnDelete, true by default)", path)
	c.lose(fmt.Sprintf("%s is deleted with its savepoint", c.old.id))
}
