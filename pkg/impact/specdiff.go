package impact

import (
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/internal/operatordiff"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// specDiff is what differs between two specs of a cluster or job, as the operator compares them.
type specDiff struct {
	*change
	release   operator.Release
	path      string // of the spec in the object
	old, new  map[string]any
	was, is   configuration
	fields    []operatordiff.Field
	strongest operatordiff.Type
}

// diffClusters compares the specs of two FlinkDeployments.
func (c *change) diffClusters(path string, old, new map[string]any) *specDiff {
	return c.diff(path, old, new, operatordiff.FlinkDeployment(c.new.release, old, new))
}

func (c *change) diff(path string, old, new map[string]any, fields []operatordiff.Field) *specDiff {
	return &specDiff{
		change: c, release: c.new.release, path: path, old: old, new: new, was: configurationOf(old), is: configurationOf(new),
		fields: fields, strongest: operatordiff.Strongest(fields),
	}
}

// restarts reports whether the operator does more than to note the change.
func (d *specDiff) restarts() bool { return d.strongest.Compare(operatordiff.Ignore) > 0 }

// each adds the causes: the places below each changed field that the operator takes for different.
func (d *specDiff) each(classOf func(f operatordiff.Field, l leaf) (Class, string)) {
	for _, f := range d.fields {
		for _, l := range d.leaves(f) {
			class, reason := classOf(f, l)
			if spelled := d.spelling(l); spelled != "" {
				reason = joinReasons(spelled, reason)
			}
			d.cause(l, class, reason)
		}
	}
}

func joinReasons(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

// leaves are where a field differs.
func (d *specDiff) leaves(f operatordiff.Field) []leaf {
	if key, ok := strings.CutPrefix(f.Name, "flinkConfiguration."); ok {
		l := leaf{path: d.path + ".flinkConfiguration[" + key + "]", names: []string{"flinkConfiguration", key}, name: key}
		if value, set := d.was[key]; set {
			l.old = value
		}
		if value, set := d.is[key]; set {
			l.new = value
		}
		return []leaf{l}
	}
	names := strings.Split(f.Name, ".")
	was, is := at(d.old, names...), at(d.new, names...)
	all := leaves(d.path+"."+f.Name, names, was, is)
	var counted []leaf
	for _, l := range all {
		if !d.sameInPod(l) {
			counted = append(counted, l)
		}
	}
	if len(counted) == 0 {
		return all
	}
	return counted
}

// sameInPod reports whether the operator takes the two values of a place in a pod template for the same.
func (d *specDiff) sameInPod(l leaf) bool {
	for i, name := range l.names {
		if name == "podTemplate" {
			return i+1 < len(l.names) && operatordiff.SamePodField(d.release, l.names[i+1:], l.old, l.new)
		}
	}
	return false
}
