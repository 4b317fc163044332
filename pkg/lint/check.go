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

// check is all that is wrong with one custom resource, but for what it waives.
func check(t Target, o Object, clusters clusters) diagnostic.Findings {
	c := newChecker(t, o)
	c.all(clusters)
	c.waive()
	return c.found
}

func (c *checker) all(clusters clusters) {
	kind, ok := kinds[c.object.kind()]
	c.rule = diagnostic.RuleUnknownKind
	if version := c.object.text("apiVersion"); version != apiVersion {
		c.report(diagnostic.Path{}.Child("apiVersion"), "%s", diagnostic.OneOf(version, []string{apiVersion}))
		return
	}
	if !ok {
		c.report(diagnostic.Path{}.Child("kind"), "%s", diagnostic.OneOf(c.object.kind(), kindNames()))
		return
	}
	c.rule = diagnostic.RuleUnsupportedVersion
	if c.release.Compare(kind.since) < 0 {
		c.report(diagnostic.Path{}.Child("kind"), "operator release %s does not have the kind %s, which came with %s", c.release, c.object.kind(), kind.since)
		return
	}
	c.structure(shapeOf(kind.of))
	if c.isCanary() {
		return
	}
	kind.prepare(c, clusters)
	c.run(kind.rules)
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
