package impact

import (
	"github.com/flinkustomize/flinkustomize/pkg/lint"
)

// refused adds what the operator does not take of the new spec, as package lint knows it, but for what was there before.
func (d *specDiff) refused() {
	if len(d.fields) == 0 {
		return
	}
	o, n := d.change.old, d.change.new
	for _, finding := range lint.CheckUpdate(lint.Target{Operator: n.release}, o.withSession(d.before), n.withSession(d.after)) {
		l := leaf{path: finding.Path.String(), old: o.content, new: n.content}
		for _, element := range finding.Path {
			name, _ := element.Name() // no rule of an update is about an element of a list
			l.name, l.old, l.new = name, at(l.old, name), at(l.new, name)
		}
		d.cause(l, Refused, finding.Message)
	}
}

// withSession is the object, and the cluster of a session job.
func (o *object) withSession(s *side) []lint.Object {
	objects := []lint.Object{{Content: o.content}}
	if session := s.find(o.sessionID()); session != nil && session != o {
		objects = append(objects, lint.Object{Content: session.content})
	}
	return objects
}
