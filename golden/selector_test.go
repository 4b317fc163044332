package golden

import (
	"maps"
	"slices"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
)

// GitOps tools rewrite labels: Argo CD's own app.kubernetes.io/instance becomes the Application's name. Flink puts these two on
// its pods itself, where no tool reaches.
func TestSessionsSelectPodsByLabelsThatNoToolRewrites(t *testing.T) {
	checked := map[string]int{}
	check := func(unit, kind, name string, selector map[string]string) {
		checked[kind]++
		for _, label := range slices.Sorted(maps.Keys(selector)) {
			if label != "app" && label != "component" {
				t.Errorf("%s: the %s %s must select pods by app and component, not by %s", unit, kind, name, label)
			}
		}
		if selector["app"] == "" {
			t.Errorf("%s: the %s %s must select pods of one session", unit, kind, name)
		}
	}
	for _, unit := range units(t, "flink") {
		objects := typedBuild(t, unit)
		for _, service := range of[*corev1.Service](objects) {
			check(unit, "Service", service.Name, service.Spec.Selector)
		}
		for _, monitor := range of[*monitoringv1.PodMonitor](objects) {
			check(unit, "PodMonitor", monitor.Name, monitor.Spec.Selector.MatchLabels)
			if !slices.Equal(monitor.Spec.PodTargetLabels, []string{"app", "component"}) {
				t.Errorf("%s: metrics of the PodMonitor %s must say of which session and role they are, not %v", unit, monitor.Name, monitor.Spec.PodTargetLabels)
			}
		}
		for _, budget := range of[*policyv1.PodDisruptionBudget](objects) {
			check(unit, "PodDisruptionBudget", budget.Name, budget.Spec.Selector.MatchLabels)
		}
	}
	for _, kind := range []string{"Service", "PodMonitor", "PodDisruptionBudget"} {
		if checked[kind] == 0 {
			t.Errorf("there must be a %s among the reviewed sessions", kind)
		}
	}
}
