package lint

import (
	"maps"
	"slices"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// blueGreenRules are those of a FlinkBlueGreenDeployment, which no admission looks at; the two clusters that the
// operator makes of it are checked as any other.
var blueGreenRules = []rule{
	{diagnostic.RuleBlueGreen, (*checker).blueGreenTemplate},
	{diagnostic.RuleResourceName, (*checker).blueGreenName},
	{diagnostic.RuleBlueGreen, (*checker).blueGreenConfiguration},
	{diagnostic.RuleBlueGreen, (*checker).blueGreenClusters},
}

// blueGreenSuffixes end the names of the two clusters.
var blueGreenSuffixes = []string{"-blue", "-green"}

func (c *checker) blueGreenTemplate() {
	switch {
	case !c.has("template", "spec"):
		c.report(c.field("template", "spec"), "must be set: the cluster that there is to be a blue and a green one of")
	case !c.has("template", "spec", "job"):
		c.report(c.field("template", "spec", "job"), "must be set: only clusters with a job of their own can be blue and green")
	}
	if c.has("template", "spec", "ingress") {
		c.report(c.field("template", "spec", "ingress"), "must not be set: blue- and green- would be written before its template; set spec.ingress, which leads to the one that is active")
	}
}

func (c *checker) blueGreenName() {
	name := c.object.name()
	for _, suffix := range blueGreenSuffixes {
		if err := operator.ValidName(name + suffix); err != nil {
			c.report(diagnostic.Path{}.Child("metadata", "name"), "the cluster %s%s: %v", name, suffix, err)
			return
		}
	}
}

// blueGreenOptions are all keys of spec.configuration; their values are times.
var blueGreenOptions = []string{
	operatorPrefix + "bluegreen.abort.grace-period",
	operatorPrefix + "bluegreen.deployment-deletion.delay",
	operatorPrefix + "bluegreen.reconciliation.reschedule-interval",
}

func (c *checker) blueGreenConfiguration() {
	options, _ := c.get("configuration").(map[string]any)
	for _, key := range slices.Sorted(maps.Keys(options)) {
		value, ok := options[key].(string)
		if !slices.Contains(blueGreenOptions, key) {
			c.report(c.field("configuration", key), "does nothing here: %s", diagnostic.OneOf(key, blueGreenOptions))
		} else if _, _, err := flink.ParseDuration(value); ok && err != nil {
			c.report(c.field("configuration", key), "%v", err)
		}
	}
}

// blueGreenCluster is what is common to the two clusters.
func (c *checker) blueGreenCluster() *checker {
	cluster := &checker{object: c.object, release: c.release, flink: c.flink, at: c.field("template", "spec"), rule: c.rule}
	cluster.spec, _ = c.get("template", "spec").(map[string]any)
	prepareCluster(cluster, clusters{})
	cluster.last = nil
	return cluster
}

func (c *checker) blueGreenClusters() {
	if c.has("template", "spec") {
		cluster := c.blueGreenCluster()
		cluster.run(clusterRules)
		c.found = append(c.found, cluster.found...)
	}
}
