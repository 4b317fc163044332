package report

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// describe says in words what a drawing shows, for who cannot see it.
func describe(t *inventory.Target, registrars []*inventory.Target) string {
	var all []string
	say := func(before, what string) {
		if what != "" {
			all = append(all, before+what)
		}
	}
	for _, p := range t.Processes {
		say(p.Role+" ", whole(p))
	}
	say("high availability: ", t.HighAvailability)
	say("ZooKeeper: ", t.ZooKeeper)
	say("storage: ", t.Storage)
	say("HA metadata in ", t.HighAvailabilityDir)
	say("checkpoints in ", t.Checkpoints)
	say("savepoints in ", t.Savepoints)
	say("Hive: ", t.Hive)
	say("database: ", t.Database)
	for _, r := range registrars {
		say("registered by StreamPark ", r.Name)
	}
	say("registers ", strings.Join(t.Uses, ", "))
	say("reached at ", strings.Join(t.URLs, ", "))
	say("shown at ", strings.Join(t.Dashboards, ", "))
	where := t.Name
	if t.Environment != "" {
		where += " in " + t.Environment
	}
	return where + ": " + strings.Join(all, "; ")
}
