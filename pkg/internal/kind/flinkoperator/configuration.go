package flinkoperator

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/flink"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

const (
	leaderElection = operator.OptionPrefix + "leader-election.enabled"
	leaseName      = operator.OptionPrefix + "leader-election.lease-name"
	prometheus     = operator.OptionPrefix + "metrics.reporter.prom."
)

// chartDefaults are the options of the chart's value defaultConfiguration["flink-conf.yaml"], in releases 1.6 to 1.15, which go when
// that is set. What the chart has in its file conf/flink-conf.yaml stays.
var chartDefaults = map[string]string{
	operator.OptionPrefix + "metrics.reporter.slf4j.factory.class": "org.apache.flink.metrics.slf4j.Slf4jReporterFactory",
	operator.OptionPrefix + "metrics.reporter.slf4j.interval":      "5 MINUTE",
	operator.OptionPrefix + "reconcile.interval":                   "15 s",
	operator.OptionPrefix + "observer.progress-check.interval":     "5 s",
}

// fieldOptions are those that fields of the spec set, and which field does.
func (o *Target) fieldOptions() map[string]setOption {
	all := map[string]setOption{}
	if *o.Spec.Replicas > 1 {
		all[leaderElection] = setOption{"true", "spec.replicas"}
	}
	if o.Spec.Metrics.On() {
		all[prometheus+"factory.class"] = setOption{"org.apache.flink.metrics.prometheus.PrometheusReporterFactory", "spec.metrics"}
		all[prometheus+"port"] = setOption{strconv.Itoa(int(*o.Spec.Metrics.Port)), "spec.metrics.port"}
	}
	return all
}

type setOption struct{ value, field string }

// configuration is the operator's own: what the chart has without a word of ours, what fields set, and the user's.
func (o *Target) configuration() map[string]string {
	all := maps.Clone(chartDefaults)
	if *o.Spec.Replicas > 1 {
		all[leaseName] = "flink-operator-lease" // without a name there is no election
	}
	for key, option := range o.fieldOptions() {
		all[key] = option.value
	}
	maps.Copy(all, o.Spec.DefaultConfiguration)
	return all
}

// text is a configuration as Flink's reader of flink-conf.yaml takes it: one option a line, without quotes.
func text(configuration map[string]string) string {
	var lines strings.Builder
	for _, key := range slices.Sorted(maps.Keys(configuration)) {
		lines.WriteString(key + ": " + configuration[key] + "\n")
	}
	return lines.String()
}

// checkConfiguration checks the user's own options: those of the operator, and those of Flink, which are defaults for clusters of
// every version.
func checkConfiguration(c *check.Checker, o *Target) {
	fields := o.fieldOptions()
	for _, key := range slices.Sorted(maps.Keys(o.Spec.DefaultConfiguration)) {
		value, field := o.Spec.DefaultConfiguration[key], path("defaultConfiguration", key)
		option, taken := fields[key]
		switch {
		case key == "" || strings.ContainsAny(key, " \t\r\n#:"):
			c.AddAs(diagnostic.RuleOption, field, "must be the key of an option, such as kubernetes.operator.reconcile.interval")
			continue
		case value == "" || value != strings.TrimSpace(value) || strings.ContainsAny(value, "\r\n#"):
			c.AddAs(diagnostic.RuleOption, field, "must be one line without # and without spaces around it: Flink reads the file line by line, and takes what follows # for a comment")
			continue
		case setByChart[key] != "":
			c.AddAs(diagnostic.RuleOption, field, "must not be set: %s", setByChart[key])
			continue
		case taken && option.value != value:
			c.AddAs(diagnostic.RuleConflictingOption, field, "must not be set to %s: %s sets it to %s", diagnostic.Quote(value), option.field, diagnostic.Quote(option.value))
			continue
		case slices.Contains(operator.ForbiddenKeys(), key):
			c.AddAs(diagnostic.RuleOption, field, "must not be set: the operator sets it from the name and namespace of each FlinkDeployment")
			continue
		}
		if operator.Keeps(key) {
			c.AddErrAs(diagnostic.RuleOption, field, operator.CheckOwnOption(key, value, o.Release))
			continue
		}
		c.AddErrAs(diagnostic.RuleOption, field, flink.CheckOption(key, value, flink.Version{}))
	}
}
