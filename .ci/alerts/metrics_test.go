package alerts

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/prometheus/prometheus/promql/parser"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/observe"
)

// flinkVersions are those of which metrics were recorded, for each file that is about one app; the nearest for one of which none
// were. Others are for all.
var flinkVersions = map[string][]string{
	"alerts/tree/flink/analytics/":     {"1.20.3"},
	"alerts/tree/applications/orders/": {"2.2.1"},
	"alerts-own/tree/flink/analytics/": {"1.20.3"},
	"alerts-own/tree/flink/reports/":   {"1.17.2"},
	"alerts-own/tree/applications/":    {"2.2.1"},
	"alerts-inline/":                   {"1.17.2", "1.20.3"}, // 1.19

	"../examples/alerts/deploy/flink/analytics/": {"1.20.3"},
	"../examples/alerts/deploy/flink/reports/":   {"2.2.1"},
	"../examples/platform/deploy/flink/":         {"1.20.3"},
	"../examples/platform/deploy/applications/":  {"1.20.3"},
}

func versionsOf(file string) []string {
	for folder, versions := range flinkVersions {
		if strings.HasPrefix(file, folder) {
			return versions
		}
	}
	return observe.FlinkVersions
}

// What a rule reads, each version that it is for was seen to report, without an option that is off by default.
func TestMetricsAreThoseOfEachVersion(t *testing.T) {
	seen := map[string][]string{}
	for _, version := range observe.FlinkVersions {
		metrics := slices.DeleteFunc(observe.Flink(t, version), func(m observe.Metric) bool { return m.Option })
		for _, release := range observe.OperatorReleases {
			metrics = append(metrics, observe.Operator(t, release)...)
		}
		seen[version] = observe.Names(metrics, observe.Kubernetes())
	}
	count := map[string]int{}
	for _, file := range ruleFiles(t) {
		for _, group := range file.groups {
			for _, rule := range group.Rules {
				names, err := observe.Metrics(rule.Expr)
				if err != nil {
					t.Errorf("%s: %s: %v", file.path, rule.Alert, err)
				}
				for _, version := range versionsOf(file.path) {
					count[version]++
					for _, name := range names {
						if !slices.Contains(seen[version], name) {
							t.Errorf("%s: %s: Flink %s has no %s", file.path, rule.Alert, version, name)
						}
					}
				}
			}
		}
	}
	t.Logf("rules by version: %v", count)
}

// targets are what Prometheus scrapes for the apps of a reviewed environment.
func targets(t *testing.T, version string) []observe.Target {
	t.Helper()
	var jobManager, taskManager []observe.Metric
	for _, metric := range observe.Flink(t, version) {
		switch {
		case metric.Option:
		case metric.Process == "jobmanager":
			jobManager = append(jobManager, metric)
		default:
			taskManager = append(taskManager, metric)
		}
	}
	var all []observe.Target
	for _, at := range []struct{ namespace, app string }{{"streaming-prod", "analytics"}, {"streaming-prod", "orders"}, {"streaming-prod", "orders-blue"},
		{"streaming-prod", "reports"}, {"reports", "reports"}, {"streaming-dev", "reports"}, {"streaming", "analytics"},
		{"streaming", "pipelines"}, {"streaming", "prices"}, {"streaming-dev", "analytics"}, {"streaming-dev", "pipelines"}, {"streaming-dev", "prices"}} {
		labels := func(component, pod string) map[string]string {
			return map[string]string{"namespace": at.namespace, "app": at.app, "component": component, "pod": at.app + pod}
		}
		all = append(all,
			observe.Target{Metrics: jobManager, Labels: labels("jobmanager", "-6d9f7c5b8-x2x4z")},
			observe.Target{Metrics: taskManager, Labels: labels("taskmanager", "-taskmanager-1-1")},
			observe.Target{Metrics: observe.Kubernetes(), Labels: map[string]string{"namespace": at.namespace, "pod": at.app + "-6d9f7c5b8-x2x4z"}})
	}
	for _, namespace := range []string{"streaming", "streaming-prod"} {
		all = append(all, observe.Target{Metrics: observe.Kubernetes(), Labels: map[string]string{"namespace": namespace, "pod": "console-6d9f7c5b8-x2x4z",
			"deployment": "console", "persistentvolumeclaim": "console"}})
	}
	for _, namespace := range []string{"streaming_prod", "streaming-prod", "streaming", "streaming-dev", "streaming_dev"} {
		all = append(all, observe.Target{Metrics: observe.Operator(t, "1.15"), Own: map[string]string{"resourcens": namespace}})
	}
	return all
}

// A Prometheus that scrapes what was recorded loads all rules, evaluates each without an error, and finds a series for each selector
// of one that the version has.
func TestPrometheusEvaluatesEveryRule(t *testing.T) {
	for _, version := range observe.FlinkVersions {
		t.Run(version, func(t *testing.T) {
			folder := t.TempDir()
			var paths []string
			var files []ruleFile
			for _, file := range ruleFiles(t) {
				if slices.Contains(versionsOf(file.path), version) {
					files, paths = append(files, file), append(paths, file.marked().write(t, folder))
				}
			}
			prometheus := observe.Start(t, targets(t, version), paths...)
			rules, selectors := 0, 0
			for _, file := range files {
				for _, group := range file.groups {
					for _, rule := range group.Rules {
						rules++
						prometheus.Query(t, rule.Expr)
						for _, selector := range selectorsOf(t, rule.Expr) {
							selectors++
							if len(prometheus.Query(t, selector)) == 0 {
								t.Errorf("%s: %s: no series for %s", file.path, rule.Alert, selector)
							}
						}
					}
				}
			}
			var loaded struct {
				Groups []struct {
					Rules []struct{ Name, Health, LastError string }
				}
			}
			if err := prometheus.Get("/api/v1/rules", &loaded); err != nil {
				t.Fatal(err)
			}
			evaluated := 0
			for _, group := range loaded.Groups {
				for _, rule := range group.Rules {
					evaluated++
					if rule.Health != "ok" || rule.LastError != "" {
						t.Errorf("%s is %s: %s", rule.Name, rule.Health, rule.LastError)
					}
				}
			}
			if evaluated != rules {
				t.Errorf("Prometheus has %d rules, not %d", evaluated, rules)
			}
			t.Logf("%d rules, %d selectors", rules, selectors)
		})
	}
}

// selectorsOf are those of an expression, of now. Those of series that are there only after a failure, or never in a recording, are left
// out.
func selectorsOf(t *testing.T, expression string) []string {
	t.Helper()
	parsed, err := parser.NewParser(parser.Options{}).ParseExpr(expression)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	parser.Inspect(parsed, func(node parser.Node, _ []parser.Node) error {
		if selector, ok := node.(*parser.VectorSelector); ok {
			now := *selector
			now.OriginalOffset, now.Offset = 0, 0
			all = append(all, now.String())
		}
		return nil
	})
	return all
}

// The custom resources have no field that the types of prometheus-operator do not have, no text with something that was not filled in, and
// none that Flux would change.
func TestTextsAreLeftAlone(t *testing.T) {
	for _, file := range ruleFiles(t) {
		text, err := os.ReadFile(filepath.Join(golden, file.path))
		if err != nil {
			t.Fatal(err)
		}
		var object monitoringv1.PrometheusRule
		if err := yaml.UnmarshalStrict(text, &object); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "${") || strings.Contains(string(text), "$$") {
			t.Errorf("%s: Flux would change it", file.path)
		}
		for _, group := range file.groups {
			for _, rule := range group.Rules {
				for name, value := range rule.Annotations {
					if value == "" || strings.ContainsAny(value, "<>") {
						t.Errorf("%s: %s: %s is %q", file.path, rule.Alert, name, value)
					}
				}
				if object.Kind != "PrometheusRule" || rule.Annotations["summary"] == "" || rule.Annotations["description"] == "" || rule.Annotations["runbook_url"] == "" {
					t.Errorf("%s: %s must have texts", file.path, rule.Alert)
				}
			}
		}
	}
}
