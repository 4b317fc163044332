package alertrule

import (
	"maps"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lazyregexp"
)

// CheckEnvironment checks what an environment says of its alerts.
func CheckEnvironment(c *check.Checker, alerts *v1alpha1.EnvironmentAlerts, field diagnostic.Path) {
	if alerts == nil {
		return
	}
	plain := check.Given(check.WithoutNil(alerts.Labels))
	for key, value := range plain {
		plain[key] = strings.NewReplacer("{namespace}", "n", "{name}", "s").Replace(value)
	}
	c.Labels(plain, field.Child("labels"))
	alertLabels(c, alerts.AlertLabels, field.Child("alertLabels"))
	if url := alerts.RunbookURL; url != "" && !runbook.MatchString(url) {
		c.Add(field.Child("runbookURL"), "must be a URL, in which {alert} may stand for the name of the alert, such as https://wiki.example.com/flink/{alert}, not %s", diagnostic.Quote(url))
	}
	chosen(c, alerts.Disabled, alerts.Severities, alerts.Thresholds, field)
}

// CheckCluster checks what a cluster says of its alerts.
func CheckCluster(c *check.Checker, alerts *v1alpha1.Alerts, field diagnostic.Path) {
	if alerts == nil {
		return
	}
	count(c, alerts.Jobs, field.Child("jobs"))
	count(c, alerts.TaskManagers, field.Child("taskManagers"))
	chosen(c, alerts.Disabled, alerts.Severities, alerts.Thresholds, field)
	for i, name := range alerts.Disabled {
		ofCluster(c, name, field.Child("disabled").Index(i))
	}
	for _, name := range slices.Sorted(maps.Keys(alerts.Severities)) {
		ofCluster(c, name, field.Child("severities", name))
	}
	for _, t := range alert.Thresholds() {
		reads := func(a alert.Alert) bool { return a.Threshold == t.Field && isOfCluster(a) }
		if _, set := t.Of(alerts.Thresholds); set && !slices.ContainsFunc(alert.All(), reads) {
			c.Add(field.Child("thresholds", t.Field), "must not be set for a cluster: no alert about clusters or jobs reads it; set it for the environment")
		}
	}
}

// ofCluster refuses an alert that no single cluster has.
func ofCluster(c *check.Checker, name string, field diagnostic.Path) {
	if a, ok := alert.Named(name); ok && !isOfCluster(a) {
		c.Add(field, "must be an alert about clusters or jobs, not %s: set it for the environment", name)
	}
}

func isOfCluster(a alert.Alert) bool {
	return a.Subject == alert.SubjectCluster || a.Subject == alert.SubjectJob
}

func count(c *check.Checker, n *int32, field diagnostic.Path) {
	if n != nil && (*n < 1 || *n > 10000) {
		c.Add(field, "must be a whole number from 1 to 10000, not %d", *n)
	}
}

var (
	runbook = lazyregexp.New(`^https?://[^\s"{}$]+(\{alert\}[^\s"{}$]*)?$`)

	// labelName is what Prometheus takes as the name of a label.
	labelName = lazyregexp.New(`^[a-zA-Z_][a-zA-Z0-9_]*$`)
)

// seriesLabels are the labels that alerts have of what they are about. Another value would make one alert of several, which Prometheus
// refuses: with that, the rule fires no more.
var seriesLabels = []string{"app", "component", "container", "deployment", "job_id", "job_name", "namespace", "persistentvolumeclaim", "pod", "resourcename", "resourcens", "resourcetype", "task_name"}

// alertLabels checks labels of alerts, which are those of Prometheus and not of Kubernetes.
func alertLabels(c *check.Checker, labels map[string]*string, field diagnostic.Path) {
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		value := labels[name]
		switch {
		case name == "severity":
			c.Add(field.Child(name), "must not be set here: set severities")
		case slices.Contains(seriesLabels, name):
			c.Add(field.Child(name), "must not be set: it says what an alert is about")
		case name == "alertname" || strings.HasPrefix(name, "__") || !labelName.MatchString(name):
			c.Add(field.Child(name), "must have a name that Prometheus takes for a label: letters, digits and underscores; neither alertname nor one that begins with two underscores")
		case value != nil && (strings.Contains(*value, "{{") || strings.Contains(*value, "${")):
			c.Add(field.Child(name), "must be plain text, such as data, not a template: %s", diagnostic.Quote(*value))
		}
	}
}

// chosen checks what environments and clusters have in common.
func chosen(c *check.Checker, disabled []string, severities map[string]*v1alpha1.AlertSeverity, thresholds *v1alpha1.AlertThresholds, field diagnostic.Path) {
	names := alert.Names()
	for i, name := range disabled {
		if !slices.Contains(names, name) {
			c.AddAs(diagnostic.RuleUnknownReference, field.Child("disabled").Index(i), "%s", unknownAlert(name, names))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(severities)) {
		at := field.Child("severities", name)
		if !slices.Contains(names, name) {
			c.AddAs(diagnostic.RuleUnknownReference, at, "must not be set: there is no alert %s%s", diagnostic.Quote(name), meant(name, names))
		}
		if severity := severities[name]; severity != nil {
			check.OneOf(c, *severity, at, v1alpha1.AlertSeverityCritical, v1alpha1.AlertSeverityWarning, v1alpha1.AlertSeverityInfo)
		}
	}
	for _, t := range alert.Thresholds() {
		c.AddErr(field.Child("thresholds", t.Field), t.Check(thresholds))
	}
}

func unknownAlert(name string, names []string) string {
	return "must be the name of an alert, such as " + names[0] + ", not " + diagnostic.Quote(name) + meant(name, names)
}

// meant is a question after the nearest name; empty where none is near.
func meant(name string, names []string) string {
	if near := diagnostic.Suggest(name, names); near != "" {
		return ": did you mean " + diagnostic.Quote(near) + "?"
	}
	return ""
}
