package lint

import (
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// Check checks the custom resources among objects that are applied together: a session job against its cluster, where
// that is among them. Other objects are passed over. The findings are sorted.
func Check(t Target, objects ...Object) diagnostic.Findings {
	if (t.Operator == operator.Release{}) {
		t.Operator = operator.Latest()
	}
	var found diagnostic.Findings
	clusters := clustersOf(objects)
	for _, o := range objects {
		if o.IsFlink() {
			found = append(found, check(t, o, clusters)...)
		}
	}
	return found.Sorted()
}

// check is all that is wrong with one custom resource.
func check(t Target, o Object, clusters clusters) diagnostic.Findings {
	kind, ok := kinds[o.kind()]
	c := newChecker(t, o)
	c.rule = diagnostic.RuleUnknownKind
	if o.text("apiVersion") != apiVersion {
		c.report(diagnostic.Path{}.Child("apiVersion"), "%s", diagnostic.OneOf(o.text("apiVersion"), []string{apiVersion}))
		return c.found
	}
	if !ok {
		c.report(diagnostic.Path{}.Child("kind"), "%s", diagnostic.OneOf(o.kind(), kindNames()))
		return c.found
	}
	c.rule = diagnostic.RuleUnsupportedVersion
	if t.Operator.Compare(kind.since) < 0 {
		c.report(diagnostic.Path{}.Child("kind"), "operator release %s does not have the kind %s, which came with %s", t.Operator, o.kind(), kind.since)
		return c.found
	}
	c.structure(shapeOf(kind.of))
	if c.isCanary() {
		return c.found
	}
	kind.prepare(c, clusters)
	c.run(kind.rules)
	return c.found
}

func (c *checker) run(rules []rule) {
	for _, rule := range rules {
		c.rule = rule.rule
		rule.check(c)
	}
}

// rule is a check that gives findings of one rule.
type rule struct {
	rule  diagnostic.Rule
	check func(*checker)
}

// Rules lists the rules that findings may be of, in the order of diagnostic.Rules.
func Rules() []diagnostic.Rule {
	used := []diagnostic.Rule{diagnostic.RuleYAML, diagnostic.RuleUnknownKind, diagnostic.RuleUnsupportedVersion, diagnostic.RuleUnknownField, diagnostic.RuleWrongType}
	for _, kind := range kinds {
		for _, rule := range kind.rules {
			used = append(used, rule.rule)
		}
	}
	slices.Sort(used)
	return slices.Compact(used)
}
