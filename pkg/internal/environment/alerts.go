package environment

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/alertrule"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// alerts is the PrometheusRule of an environment.
func alerts(e resolve.Source[v1alpha1.Environment], apps []App) ([]object.File, diagnostic.Findings) {
	var watched []alertrule.App
	for _, app := range apps {
		if app.Alerts != nil {
			watched = append(watched, *app.Alerts)
		}
	}
	rule := alertrule.Environment(e.Object.Metadata, &e.Object.Spec, watched)
	if rule == nil {
		return nil, nil
	}
	var errs diagnostic.Findings
	if app, name, found := alertrule.Ambiguous(watched); found {
		errs = append(errs, e.SpecErrorf(path("alerts"), "must not be on while %s in namespace %s has %s otherwise, and another cluster of that name in another namespace has it as the environment has: "+
			"give both the same spec.alerts, or other names", diagnostic.Quote(app.Label), app.Namespace, name).Under(diagnostic.RuleConflictingFields))
	}
	return []object.File{{Name: "prometheusrule.yaml", Object: rule}}, errs
}

// inlineAlerts refuses alerts about the operator in settings that no Environment document has: one app would have them.
func inlineAlerts(c *check.Checker, t *resolve.Target) {
	own := t.Settings.Alerts
	if !own.On() || !check.IsTrue(own.Operator) {
		return
	}
	if shared := t.Environment; shared == nil || !shared.Alerts.On() || !check.IsTrue(shared.Alerts.Operator) {
		c.Add(path("alerts", "operator"), "must be set in an Environment document, which has the alerts about the operator once for all of its apps")
	}
}
