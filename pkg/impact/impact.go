package impact

import (
	"cmp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// Target is what one app has in one environment: all of its objects as the cluster gets them, with their namespaces.
type Target struct {
	// App is the folder of the app in the tree, such as flink/analytics.
	App string

	// Environment is empty for an app without named environments.
	Environment string

	// OperatorVersion is the release of the operator there, such as 1.15; empty where it is not known, which is taken for
	// the newest.
	OperatorVersion string

	Objects []*unstructured.Unstructured
}

// ID names an object in the cluster.
type ID struct{ Group, Kind, Namespace, Name string }

// String is the kind and the name, as people say it.
func (id ID) String() string { return id.Kind + " " + id.Name }

// Change is what becomes of one object.
type Change struct {
	App, Environment string

	// ID of the object as it is after the change, or was, where it is deleted.
	ID ID

	// Was names the object that this one replaces, for a rename or another namespace or app; nil otherwise.
	Was *ID

	// Class is the worst of its causes.
	Class Class

	// Causes are the fields that differ, the worst class first, then by path; none for an object that comes or goes.
	Causes []Cause

	// Jobs, State and Users say in one sentence each what happens to running jobs, to state, and to the users of the Web UI,
	// StreamPark and other addresses; empty for nothing. What depends on the cluster is said as "if".
	Jobs, State, Users string

	// Kept is what stays of a deleted or replaced object, such as checkpoints in storage; one phrase each.
	Kept []string

	// Loss is set where the change deletes state or leaves it behind, or where the cluster refuses it: what somebody has to
	// acknowledge. It says what is lost, or refused, in one sentence; empty otherwise.
	Loss string
}

// Cause is one field that differs.
type Cause struct {
	// Field is the path in the object, such as spec.taskManager.resource.memory, or spec.flinkConfiguration[state.backend.type].
	// Elements of lists go by their names, as in spec.podTemplate.spec.containers[flink-main-container].
	Field string

	// Old and New are the values as YAML on one line, shortened, with credentials masked; empty for a field that is absent.
	// A text has no quotes unless it would look like the other value.
	Old, New string

	Class Class

	// Reason says why, where the class is more than the field shows, such as "the operator compares text: 2048m and 2g differ".
	Reason string

	lost string // identifies the old value, whatever the new one is
}

// Report is what a change of targets does.
type Report struct {
	// Changes are sorted: the worst class first, then by app, environment and object. Objects of class None are left out and counted.
	Changes []Change

	// Same counts objects that do not differ, and None those that differ without any effect.
	Same, None int
}

// Compare tells what happens when the targets of old become those of new. Targets are matched by app and environment; an
// object that goes in one target and comes under another name, namespace or app is one replacement. Two environments
// have nothing to do with each other.
func Compare(old, new []Target) Report {
	var report Report
	before, after := byEnvironment(old), byEnvironment(new)
	for environment := range union(before, after) {
		was, is := newSide(before[environment]), newSide(after[environment])
		for _, p := range match(was, is) {
			c := &change{old: p.old, new: p.new, before: was, after: is}
			c.Environment = environment
			if !c.compare() {
				report.Same++
				continue
			}
			if c.finish(); c.Class == None {
				report.None++
				continue
			}
			report.Changes = append(report.Changes, c.Change)
		}
	}
	slices.SortStableFunc(report.Changes, func(a, b Change) int {
		return cmp.Or(b.Class.Compare(a.Class), strings.Compare(a.App, b.App), strings.Compare(a.Environment, b.Environment), compareIDs("", "", a.ID, b.ID))
	})
	return report
}

func byEnvironment(targets []Target) map[string][]Target {
	by := map[string][]Target{}
	for _, t := range targets {
		by[t.Environment] = append(by[t.Environment], t)
	}
	return by
}

func union(a, b map[string][]Target) map[string]bool {
	keys := map[string]bool{}
	for key := range a {
		keys[key] = true
	}
	for key := range b {
		keys[key] = true
	}
	return keys
}

// compare fills in the change; it reports false for an object that is the same.
func (c *change) compare() bool {
	switch {
	case c.new == nil:
		c.App, c.ID = c.old.app, c.old.id
		c.goes(Delete)
	case c.old == nil:
		c.App, c.ID = c.new.app, c.new.id
		c.comes()
	default:
		c.App, c.ID = c.new.app, c.new.id
		switch {
		case c.old.id != c.new.id || c.old.app != c.new.app:
			was := c.old.id
			c.Was = &was
			c.replaced()
		case manifest.Equal(c.old.content, c.new.content):
			c.upgraded()
			return len(c.Causes) > 0
		default:
			c.changed()
			c.upgraded()
		}
	}
	return true
}
