package alertrule

import (
	"maps"
	"slices"
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// App is a cluster of an environment, as the alerts of the environment see it.
type App struct {
	Environment, Namespace string

	// Label and Pods are regular expressions of the label app of its series, and of the names of its pods.
	Label, Pods string

	// Own are the alerts that the environment leaves to it.
	Own []string
}

// Environment is what an environment has for all of its apps; nil for nothing. It stands in the namespace of the environment.
func Environment(metadata v1alpha1.Metadata, spec *v1alpha1.EnvironmentSpec, apps []App) *monitoringv1.PrometheusRule {
	if !spec.Alerts.On() {
		return nil
	}
	s := settings{environment: spec.Alerts}
	namespaces := map[string]bool{spec.Namespace: true}
	for _, app := range apps {
		namespaces[app.Namespace] = true
	}
	sorted := slices.Sorted(maps.Keys(namespaces))
	group := func(name string, subject alert.Subject) monitoringv1.RuleGroup {
		g := monitoringv1.RuleGroup{Name: name}
		for _, a := range alert.All() {
			if a.Subject != subject || a.Computed {
				continue
			}
			if rule, ok := s.rule(a, a.Expression, ofAll(a.Name, sorted, apps)); ok {
				g.Rules = append(g.Rules, rule)
			}
		}
		return g
	}
	meta := metav1.ObjectMeta{
		Name:        "flink-alerts-" + metadata.Name,
		Labels:      labels(metadata.Labels, spec, metadata.Name, spec.Namespace),
		Annotations: metadata.Annotations,
	}
	return object(meta, group("flink-clusters", alert.SubjectCluster), group("flink-jobs", alert.SubjectJob), group("flink-operator", alert.SubjectOperator))
}

// Ambiguous finds two apps of one name in two namespaces of an environment of which only one has an alert itself: the expression of the
// environment leaves out both, since it tells them apart by their name alone. It reports false where there are none.
func Ambiguous(apps []App) (app App, alert string, found bool) {
	for _, app := range apps {
		for _, name := range app.Own {
			for _, other := range apps {
				if other.Label == app.Label && !slices.Contains(other.Own, name) {
					return app, name, true
				}
			}
		}
	}
	return App{}, "", false
}

// ofAll are the selectors of all apps of an environment but those that have an alert themselves.
func ofAll(name string, namespaces []string, apps []App) map[string]string {
	var without, pods []string
	for _, app := range apps {
		if slices.Contains(app.Own, name) {
			without, pods = append(without, app.Label), append(pods, app.Pods)
		}
	}
	flink := []string{matcher("namespace", namespaces...)}
	containers := []string{flink[0], mainContainer}
	if len(without) > 0 {
		slices.Sort(without)
		slices.Sort(pods)
		flink = append(flink, not("app", slices.Compact(without)...))
		containers = append(containers, not("pod", slices.Compact(pods)...))
	}
	// The operator's reporter writes an underscore for a hyphen, unless it is told not to.
	var resources []string
	for _, namespace := range namespaces {
		resources = append(resources, namespace)
		if filtered := strings.ReplaceAll(namespace, "-", "_"); filtered != namespace {
			resources = append(resources, filtered)
		}
	}
	return map[string]string{
		"flink":     strings.Join(flink, ", "),
		"pods":      strings.Join(containers, ", "),
		"resources": matcher("resourcens", resources...),
	}
}

const mainContainer = `container="flink-main-container"`

// labels are those by which Prometheus selects a rule, below those of the document. They may use {namespace} and {name}.
func labels(document map[string]string, spec *v1alpha1.EnvironmentSpec, name, namespace string) map[string]string {
	all := map[string]string{}
	fill := strings.NewReplacer("{namespace}", namespace, "{name}", name)
	add := func(templates map[string]*string) {
		for key, value := range templates {
			if value != nil {
				all[key] = fill.Replace(*value)
			}
		}
	}
	if spec.Prometheus != nil {
		add(spec.Prometheus.Labels)
	}
	if spec.Alerts != nil {
		add(spec.Alerts.Labels)
	}
	maps.Copy(all, document)
	return all
}
