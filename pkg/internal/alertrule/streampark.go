package alertrule

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
)

// StreamPark is what a StreamPark has beside it; nil for nothing. The claim is that of its workspace; empty for none.
func StreamPark(target *resolve.Target, claim string) *monitoringv1.PrometheusRule {
	if !target.Settings.Alerts.On() || !target.Complete {
		return nil
	}
	name := target.Metadata.Name
	s, values := settings{environment: target.Settings.Alerts}, map[string]string{"namespace": target.Namespace, "app": name}
	if claim != "" {
		values["claim"] = claim
	}
	group := monitoringv1.RuleGroup{Name: name}
	for _, a := range alert.All() {
		if a.Subject != alert.SubjectStreamPark {
			continue
		}
		if rule, ok := s.rule(a, a.Expression, values); ok {
			group.Rules = append(group.Rules, rule)
		}
	}
	meta := metav1.ObjectMeta{
		Name:        name,
		Labels:      labels(target.Metadata.Labels, &target.Settings, name, target.Namespace),
		Annotations: target.Metadata.Annotations,
	}
	return object(meta, group)
}
