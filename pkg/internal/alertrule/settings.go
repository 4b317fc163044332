package alertrule

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// settings are what an environment, or one app in it, says of its alerts.
type settings struct {
	environment *v1alpha1.EnvironmentAlerts // nil where it says nothing
	app         *v1alpha1.Alerts            // nil for the environment itself, and where the app says nothing

	// computed are thresholds by their fields, for who sets none.
	computed map[string]int64
}

func (s settings) alerts() v1alpha1.EnvironmentAlerts {
	if s.environment == nil {
		return v1alpha1.EnvironmentAlerts{}
	}
	return *s.environment
}

func (s settings) own() v1alpha1.Alerts {
	if s.app == nil {
		return v1alpha1.Alerts{}
	}
	return *s.app
}

// wants reports whether an alert is neither disabled nor without its metrics.
func (s settings) wants(a alert.Alert) bool {
	if slices.Contains(s.alerts().Disabled, a.Name) || slices.Contains(s.own().Disabled, a.Name) {
		return false
	}
	for _, source := range a.Needs {
		if there := map[alert.Source]*bool{
			alert.SourceOperator:         s.alerts().Operator,
			alert.SourceKubeStateMetrics: s.alerts().KubeStateMetrics,
			alert.SourceKubelet:          s.alerts().Kubelet,
		}[source]; there == nil || !*there {
			return false
		}
	}
	return true
}

func (s settings) severity(a alert.Alert) v1alpha1.AlertSeverity {
	for _, own := range []map[string]*v1alpha1.AlertSeverity{s.own().Severities, s.alerts().Severities} {
		if severity := own[a.Name]; severity != nil {
			return *severity
		}
	}
	return a.Severity
}

// threshold is what the alert compares with; false where nothing says what.
func (s settings) threshold(a alert.Alert) (value int64, isTime, known bool) {
	t, _ := alert.ThresholdNamed(a.Threshold)
	for _, all := range []*v1alpha1.AlertThresholds{s.own().Thresholds, s.alerts().Thresholds} {
		if value, set := t.Of(all); set {
			return value, t.IsTime(), true
		}
	}
	if value, ok := s.computed[a.Threshold]; ok {
		return value, t.IsTime(), true
	}
	return t.Default, t.IsTime(), t.Default != 0
}

// unknown is what stands for something that is not there.
var unknown = lazyregexp.New(`<[a-zA-Z]+>`)

// rule renders an alert with values for the names in angle brackets. It reports false for one that is not wanted, and for one with a
// name that has no value.
func (s settings) rule(a alert.Alert, expression string, values map[string]string) (monitoringv1.Rule, bool) {
	if !s.wants(a) {
		return monitoringv1.Rule{}, false
	}
	values = maps.Clone(values)
	if a.Threshold != "" {
		value, isTime, known := s.threshold(a)
		if !known {
			return monitoringv1.Rule{}, false
		}
		if length := time.Duration(value) * time.Millisecond; isTime {
			values["threshold"], values["window"] = seconds(length), prometheusTime(length)
		} else {
			values["threshold"] = strconv.FormatInt(value, 10)
		}
		if timeout, ok := values["timeoutSeconds"]; ok && a.Threshold == "checkpointTimeoutPercent" {
			whole, _ := strconv.ParseFloat(timeout, 64)
			values["seconds"] = strconv.FormatFloat(whole*float64(value)/100, 'f', -1, 64)
		}
	}
	fill := filler(values)
	expression = fill.Replace(expression)
	if unknown.MatchString(expression) {
		return monitoringv1.Rule{}, false
	}
	rule := monitoringv1.Rule{
		Alert:  a.Name,
		Expr:   intstr.FromString(expression),
		Labels: map[string]string{"severity": string(s.severity(a))},
		Annotations: map[string]string{
			"summary":     fill.Replace(a.Summary),
			"description": fill.Replace(a.Description),
			"runbook_url": strings.ReplaceAll(s.runbook(), "{alert}", strings.ToLower(a.Name)),
		},
	}
	if a.For != "" {
		wait := monitoringv1.Duration(fill.Replace(a.For))
		rule.For = &wait
	}
	for name, value := range s.alerts().AlertLabels {
		if value != nil {
			rule.Labels[name] = *value
		}
	}
	return rule, true
}

func (s settings) runbook() string {
	if url := s.alerts().RunbookURL; url != "" {
		return url
	}
	return alert.Page
}

// filler replaces names in angle brackets.
func filler(values map[string]string) *strings.Replacer {
	var pairs []string
	for name, value := range values {
		pairs = append(pairs, "<"+name+">", value)
	}
	return strings.NewReplacer(pairs...)
}

// seconds is a time as a number.
func seconds(length time.Duration) string {
	return strconv.FormatFloat(length.Seconds(), 'f', -1, 64)
}

// prometheusTime is a time as Prometheus writes it, in whole seconds at least.
func prometheusTime(length time.Duration) string {
	whole := int64((length + time.Second - 1) / time.Second)
	for _, unit := range []struct {
		length int64
		name   string
	}{{24 * 3600, "d"}, {3600, "h"}, {60, "m"}} {
		if whole%unit.length == 0 {
			return fmt.Sprintf("%d%s", whole/unit.length, unit.name)
		}
	}
	return fmt.Sprintf("%ds", whole)
}

// matcher selects one value of a label, or what matches one of several regular expressions.
func matcher(label string, values ...string) string {
	if isPlain(values) {
		return fmt.Sprintf("%s=%q", label, values[0])
	}
	return fmt.Sprintf("%s=~%q", label, strings.Join(values, "|"))
}

// not is the opposite of a matcher.
func not(label string, values ...string) string {
	if isPlain(values) {
		return fmt.Sprintf("%s!=%q", label, values[0])
	}
	return fmt.Sprintf("%s!~%q", label, strings.Join(values, "|"))
}

func isPlain(values []string) bool {
	return len(values) == 1 && regexp.QuoteMeta(values[0]) == values[0]
}

// object is a PrometheusRule of groups that have rules.
func object(meta metav1.ObjectMeta, groups ...monitoringv1.RuleGroup) *monitoringv1.PrometheusRule {
	groups = slices.DeleteFunc(groups, func(g monitoringv1.RuleGroup) bool { return len(g.Rules) == 0 })
	if len(groups) == 0 {
		return nil
	}
	return &monitoringv1.PrometheusRule{
		TypeMeta:   metav1.TypeMeta{APIVersion: "monitoring.coreos.com/v1", Kind: "PrometheusRule"},
		ObjectMeta: meta,
		Spec:       monitoringv1.PrometheusRuleSpec{Groups: groups},
	}
}
