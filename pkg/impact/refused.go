package impact

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
)

// refusals are the rules by which the operator's webhook, or the operator itself, refuses an object that it took before.
var refusals = []diagnostic.Rule{
	diagnostic.RuleImmutableField, diagnostic.RuleReservedOption, diagnostic.RuleHighAvailability, diagnostic.RuleReplicas, diagnostic.RuleUpgradeMode,
	diagnostic.RuleSessionCluster,
}

// refused adds what the operator does not take of the new spec, as package lint knows it, but for what was there before.
func (d *specDiff) refused() {
	o, n := d.change.old, d.change.new
	is := lint.Check(lint.Target{Operator: n.release}, n.forLint(d.after, o.spec())...)
	is = slices.DeleteFunc(is, func(f diagnostic.Finding) bool {
		return f.Severity != diagnostic.SeverityError || !slices.Contains(refusals, f.Rule) || f.Subject != n.id.String()
	})
	if len(is) == 0 {
		return
	}
	was := lint.Check(lint.Target{Operator: n.release}, o.forLint(d.before, nil)...)
	for _, finding := range is {
		if slices.ContainsFunc(was, func(f diagnostic.Finding) bool { return f.Rule == finding.Rule && f.Message == finding.Message }) {
			continue
		}
		l := leaf{path: finding.Path.String(), old: o.content, new: n.content}
		for _, element := range finding.Path {
			name, _ := element.Name() // no rule here is about an element of a list
			l.name, l.old, l.new = name, at(l.old, name), at(l.new, name)
		}
		d.cause(l, Refused, finding.Message)
	}
}

// forLint is the object, with the spec that the operator has last deployed in its status, and the cluster of a session job.
func (o *object) forLint(s *side, last map[string]any) []lint.Object {
	content := maps.Clone(o.content)
	delete(content, "status")
	if text, err := json.Marshal(map[string]any{"spec": last}); last != nil && err == nil {
		content["status"] = map[string]any{"reconciliationStatus": map[string]any{"lastReconciledSpec": string(text)}}
	}
	objects := []lint.Object{{Content: content}}
	if session := s.find(o.sessionID()); session != nil && session != o {
		objects = append(objects, lint.Object{Content: session.content})
	}
	return objects
}
