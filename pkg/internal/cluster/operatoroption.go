package cluster

import (
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

// operatorOptions checks what the operator's own options need of the session: the operator refuses a FlinkDeployment
// that switches them on without, or every FlinkSessionJob in it.
func (c *checker) operatorOptions() {
	if !c.Complete {
		return
	}
	isOn := func(key string) bool { return strings.EqualFold(c.options[key], "true") }
	const (
		rollback = operator.OptionPrefix + "deployment.rollback.enabled"
		recovery = operator.OptionPrefix + "jm-deployment-recovery.enabled"
		health   = operator.OptionPrefix + "cluster.health-check.enabled"
		interval = operator.OptionPrefix + "periodic.savepoint.interval"
		maxAge   = operator.OptionPrefix + "job.upgrade.last-state.max.allowed.checkpoint.age"
	)
	if isOn(rollback) && !c.highlyAvailable() {
		c.AddAs(diagnostic.RuleHighAvailability, path("flinkConfiguration", rollback), "must be false without high availability: set spec.highAvailability.mode")
	}
	if !c.application {
		c.autoscaler()
	}
	if isOn(health) && strings.EqualFold(c.options[recovery], "false") {
		c.AddAs(diagnostic.RuleOption, path("flinkConfiguration", health), "must be false while %s is false", recovery)
	}
	if c.application { // what is wrong with its options is said of the rendered job
		return
	}
	if HasSavepointDirectory(c.cluster) {
		return
	}
	const reason = "must not be set without a directory of savepoints, without which the operator refuses every FlinkSessionJob: " +
		"set spec.storage.type or spec.savepoints.directory"
	if c.cluster.Savepoints != nil && c.cluster.Savepoints.Interval != "" {
		c.AddAs(diagnostic.RuleOption, path("savepoints", "interval"), reason)
	}
	for _, key := range []string{interval, maxAge} {
		if _, set := c.options[key]; set {
			c.AddAs(diagnostic.RuleOption, path("flinkConfiguration", key), reason)
		}
	}
}

// HasSavepointDirectory reports whether a cluster with defaults has a place for savepoints.
func HasSavepointDirectory(cluster *v1alpha1.Cluster) bool {
	return cluster.Storage.Type != v1alpha1.StorageNone || cluster.Savepoints != nil && cluster.Savepoints.Directory != "" ||
		slices.ContainsFunc(flink.SavepointDir.Keys(), func(key string) bool { return cluster.FlinkConfiguration[key] != nil })
}

// autoscaler checks the options of the autoscaler; the operator refuses a FlinkDeployment for one out of its range.
func (c *checker) autoscaler() {
	for _, err := range operator.CheckAutoscaler(c.options, c.release) {
		if operator.CheckOption(err.Key, *c.cluster.FlinkConfiguration[err.Key], c.release) == nil { // else that was said of it
			c.AddAs(diagnostic.RuleOption, path("flinkConfiguration", err.Key), "%s", err.Message)
		}
	}
}

// readByOperator refuses a key that the cluster's Flink knows and the library of Flink in the operator does not, which
// would take the option to be unset: without a directory of savepoints it takes none. An earlier key says it to both.
func (c *checker) readByOperator(key string, field diagnostic.Path) {
	option, named := flink.Lookup(key)
	library, err := flink.ParseVersion(c.release.BundledFlink())
	if !named || err != nil || c.flinkVersion.IsZero() {
		return
	}
	if option.ReadBy(c.flinkVersion, key) && !option.ReadBy(library, key) {
		c.AddAs(diagnostic.RuleUnsupportedVersion, field, "must not be set with operator release %s, which would not see it: its own Flink %s does not read the key; set %s, which both read",
			c.release, library, option.Key(library))
	}
}

// value is what the user's own configuration sets an option to, under any of its keys, and the key.
func (c *checker) value(option flink.Option) (key, value string, ok bool) {
	for key := range option.EachKey {
		if value := c.cluster.FlinkConfiguration[key]; value != nil {
			return key, *value, true
		}
	}
	return "", "", false
}

// sets reports whether the user's own configuration sets an option.
func (c *checker) sets(option flink.Option) bool {
	_, _, ok := c.value(option)
	return ok
}
