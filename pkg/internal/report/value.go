package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

// value is something that a target has, in one line or several.
type value struct {
	label string
	of    func(*inventory.Target) []string

	// address is where something is: no two environments have the same, so that it says nothing about how they differ.
	address bool
}

// The labels of values that more than their own table names.
const (
	labelFlink            = "Flink"
	labelStreamPark       = "StreamPark"
	labelHighAvailability = "High availability"
	labelStorage          = "Storage"
	labelSession          = "Session"
	labelUpgradeMode      = "Upgrade mode"
	labelURLs             = "URLs"
	labelDashboards       = "Dashboards"
)

var settings = []value{
	{label: labelFlink, of: one(func(t *inventory.Target) string { return t.FlinkVersion })},
	{label: labelStreamPark, of: one(func(t *inventory.Target) string { return t.StreamParkVersion })},
	{label: "Operator", of: one(func(t *inventory.Target) string { return t.OperatorVersion })},
	{label: "Image", of: one(func(t *inventory.Target) string { return t.Image })},
	{label: "Other images", of: otherImages},
	{label: "Mode", of: one(func(t *inventory.Target) string { return t.Mode })},
	{label: labelHighAvailability, of: one(func(t *inventory.Target) string { return t.HighAvailability })},
	{label: labelStorage, of: one(func(t *inventory.Target) string { return t.Storage })},
	{label: "Database type", of: one(func(t *inventory.Target) string { kind, _, _ := strings.Cut(t.Database, " "); return kind })},
	{label: labelSession, of: one(func(t *inventory.Target) string { return t.Session })},
	{label: labelUpgradeMode, of: one(func(t *inventory.Target) string { return t.UpgradeMode })},
	{label: "Registers", of: func(t *inventory.Target) []string { return t.Uses }},
}

var addresses = []value{
	{label: "Namespace", of: one(func(t *inventory.Target) string { return t.Namespace }), address: true},
	{label: "HA metadata", of: one(func(t *inventory.Target) string { return t.HighAvailabilityDir }), address: true},
	{label: "Checkpoints", of: one(func(t *inventory.Target) string { return t.Checkpoints }), address: true},
	{label: "Savepoints", of: one(func(t *inventory.Target) string { return t.Savepoints }), address: true},
	{label: "ZooKeeper", of: servers, address: true},
	{label: "Hive", of: one(func(t *inventory.Target) string { return t.Hive }), address: true},
	{label: "Database", of: one(func(t *inventory.Target) string { return t.Database }), address: true},
	{label: labelURLs, of: func(t *inventory.Target) []string { return t.URLs }, address: true},
	{label: labelDashboards, of: func(t *inventory.Target) []string { return t.Dashboards }, address: true},
}

// values are all that an app can have: its processes are between its settings and its addresses.
func (a app) values() []value {
	all := slices.Clone(settings)
	var roles []string
	for _, t := range a.runs() {
		for _, p := range t.Processes {
			if !slices.Contains(roles, p.Role) {
				roles = append(roles, p.Role)
				all = append(all, processValues(p.Role)...)
			}
		}
	}
	return append(all, addresses...)
}

// processValues are those of the processes of a role.
func processValues(role string) []value {
	of := func(say func(inventory.Process) string) func(*inventory.Target) []string {
		return one(func(t *inventory.Target) string {
			if p, ok := t.Process(role); ok {
				return say(p)
			}
			return ""
		})
	}
	return []value{
		{label: replicasLabel(role), of: of(func(p inventory.Process) string {
			if p.Replicas == 0 {
				return "as jobs need"
			}
			return strconv.Itoa(p.Replicas)
		})},
		{label: sizeLabel(role), of: of(size)},
		{label: slotsLabel(role), of: of(func(p inventory.Process) string {
			if p.Slots == 0 {
				return ""
			}
			return strconv.Itoa(p.Slots)
		})},
	}
}

func replicasLabel(role string) string { return role + " replicas" }
func sizeLabel(role string) string     { return role + " size" }
func slotsLabel(role string) string    { return role + " slots" }

// one is a value of one line, or none.
func one(of func(*inventory.Target) string) func(*inventory.Target) []string {
	return func(t *inventory.Target) []string {
		if s := of(t); s != "" {
			return []string{s}
		}
		return nil
	}
}

// otherImages are those beside that of the main containers.
func otherImages(t *inventory.Target) []string {
	return slices.DeleteFunc(slices.Clone(t.Images), func(image string) bool { return image == t.Image })
}

// servers of ZooKeeper.
func servers(t *inventory.Target) []string {
	return strings.FieldsFunc(t.ZooKeeper, func(r rune) bool { return r == ',' || r == ' ' })
}

// size of one process.
func size(p inventory.Process) string {
	var all []string
	if p.CPU != "" {
		all = append(all, p.CPU+" CPU")
	}
	if p.Memory != "" {
		all = append(all, p.Memory)
	}
	return strings.Join(all, ", ")
}

// whole is a process in one line: how many, how large each is, and its slots.
func whole(p inventory.Process) string {
	var all []string
	if s := size(p); s != "" {
		all = append(all, s)
	}
	if p.Slots > 0 {
		all = append(all, plural(p.Slots, "slot"))
	}
	line := strings.Join(all, ", ")
	switch {
	case p.Replicas == 0:
		return line
	case line == "":
		return strconv.Itoa(p.Replicas)
	}
	return strconv.Itoa(p.Replicas) + " × " + line
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// with is a text that says something, and what comes before it.
func with(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}
