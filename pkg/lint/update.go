package lint

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// updateRules are those that a change may break of which the fields each are in order.
var updateRules = []diagnostic.Rule{
	diagnostic.RuleImmutableField, diagnostic.RuleReservedOption, diagnostic.RuleHighAvailability, diagnostic.RuleReplicas,
	diagnostic.RuleUpgradeMode, diagnostic.RuleSessionCluster,
}

// CheckUpdate is what the operator refuses where the first of old is a custom resource that it runs and the first of new
// takes its place: what cannot change, and what of high availability, replicas, upgrade modes and reserved options was
// not wrong before. The others stand beside it, such as the cluster of a session job. It checks nothing else; see Check.
func CheckUpdate(t Target, old, new []Object) diagnostic.Findings {
	if len(old) == 0 || len(new) == 0 {
		return nil
	}
	if (t.Operator == operator.Release{}) {
		t.Operator = operator.Latest()
	}
	last, _ := at(old[0].Content, "spec").(map[string]any)
	found := update(t, new, last)
	if len(found) == 0 {
		return nil
	}
	before := update(t, old, nil)
	return slices.DeleteFunc(found, func(f diagnostic.Finding) bool {
		return slices.ContainsFunc(before, func(b diagnostic.Finding) bool {
			return b.Rule == f.Rule && b.Path.Compare(f.Path) == 0 && b.Message == f.Message
		})
	})
}

// update runs the rules of updates on the first of some objects, and gives the errors.
func update(t Target, objects []Object, last map[string]any) diagnostic.Findings {
	c := newChecker(t, objects[0])
	kind, ok := kinds[c.object.kind()]
	if !ok || !c.object.IsFlink() || c.isCanary() {
		return nil
	}
	kind.prepare(c, clustersOf(objects))
	c.last = last
	for _, rule := range kind.rules {
		if slices.Contains(updateRules, rule.rule) {
			c.rule = rule.rule
			rule.check(c)
		}
	}
	return slices.DeleteFunc(c.found.Sorted(), func(f diagnostic.Finding) bool { return f.Severity != diagnostic.SeverityError })
}
