package generate_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

const grafanaEnvironment = `---
apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: prod}
spec: {namespace: streaming, operatorVersion: "1.15", ingress: {domain: apps.example.com}, grafana: {GRAFANA}}
`

const monitored = `---
apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata: {name: NAME}
spec:
  flinkVersion: 1.20.3
  jobManager: {cpu: 1, memory: 2Gi}
  taskManager: {cpu: 1, memory: 4Gi}
  metrics: {}
  webUI: {}
  environments: {prod: {}}
`

func withGrafana(grafana string, names ...string) string {
	spec := strings.Replace(grafanaEnvironment, "GRAFANA", grafana, 1)
	for _, name := range names {
		spec += strings.Replace(monitored, "NAME", name, 1)
	}
	return strings.TrimPrefix(spec, "---\n")
}

// sharedFiles are the files that prod owns.
func sharedFiles(result *generate.Result) map[string]string {
	files := map[string]string{}
	for path, content := range result.Tree.All() {
		if name, ok := strings.CutPrefix(path, "environments/prod/shared/"); ok {
			files[name] = string(content)
		}
	}
	return files
}

// dashboardOf is the text of a ConfigMap.
func dashboardOf(t *testing.T, file string) (key, text string) {
	t.Helper()
	var object struct{ Data map[string]string }
	if err := yaml.Unmarshal([]byte(file), &object); err != nil || len(object.Data) != 1 {
		t.Fatalf("%v: %.200s", err, file)
	}
	for key, text = range object.Data {
		if !json.Valid([]byte(text)) {
			t.Errorf("%s is no JSON", key)
		}
	}
	return key, text
}

// An environment has one dashboard a kind, whatever number of apps there is, and it is about these alone.
func TestADashboardIsForAllAppsOfAKind(t *testing.T) {
	result, err := fromDisk(t, withGrafana("", "analytics", "fraud"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Findings) > 0 {
		t.Errorf("there must be no warning: %v", result.Findings)
	}
	files := sharedFiles(result)
	if _, ok := files["configmap-flink-session.yaml"]; !ok || len(files) != 2 {
		t.Fatalf("there must be one dashboard and its kustomization, not %d files", len(files))
	}
	key, text := dashboardOf(t, files["configmap-flink-session.yaml"])
	if key != "flink-session-streaming-prod.json" {
		t.Errorf("the key is %s", key)
	}
	for _, want := range []string{`"/^(analytics|fraud)$/"`, `"/^(streaming)$/"`,
		`| analytics | FlinkSession | streaming | [http://analytics-streaming.apps.example.com/](http://analytics-streaming.apps.example.com/) |\n`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s must be in the dashboard", want)
		}
	}
}

func TestWhatAnEnvironmentDelivers(t *testing.T) {
	session := withGrafana("", "analytics")
	for name, test := range map[string]struct {
		spec    string
		files   []string
		warning string // of the rule dashboard
	}{
		"nothing unless it is asked for": {spec: strings.Replace(session, ", grafana: {}", "", 1)},
		"the operator's, too":            {spec: withGrafana("operator: true", "analytics"), files: []string{"configmap-flink-operator.yaml", "configmap-flink-session.yaml"}},
		"to the Grafana Operator": {spec: withGrafana("delivery: GrafanaDashboard, instanceSelector: {a: b}", "analytics"),
			files: []string{"configmap-flink-session.yaml", "grafanadashboard-flink-session.yaml"}},
		"what nothing scrapes": {spec: strings.Replace(session, "  metrics: {}\n", "", 1), files: []string{"configmap-flink-session.yaml"},
			warning: "spec.grafana: shows nothing of FlinkSession analytics, which Prometheus is not told to scrape: set spec.metrics there"},
		"where nothing runs": {spec: strings.Replace(session, "{prod: {}}", "{dev: {}}", 1) + strings.Replace(strings.Replace(grafanaEnvironment, ", grafana: {GRAFANA}", "", 1), "prod", "dev", 1),
			warning: "spec.grafana: delivers no dashboard: neither Flink nor a StreamPark with metrics runs here"},
		"a waiver": {spec: strings.Replace(strings.Replace(session, "  metrics: {}\n", "", 1), "metadata: {name: prod}",
			"metadata: {name: prod, annotations: {lint.flinkustomize.dev/waive: dashboard an agent scrapes it}}", 1), files: []string{"configmap-flink-session.yaml"}},
	} {
		t.Run(name, func(t *testing.T) {
			result, err := fromDisk(t, test.spec, nil)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for name, content := range sharedFiles(result) {
				if name != "kustomization.yaml" && name != "kustomizeconfig.yaml" {
					names = append(names, name)
				}
				if strings.Contains(content, "lint.flinkustomize.dev") {
					t.Errorf("%s has the waiver", name)
				}
			}
			if slices.Sort(names); !slices.Equal(names, test.files) {
				t.Errorf("files are %v, want %v", names, test.files)
			}
			said := result.Findings.Error()
			if len(result.Findings) > 1 || !strings.Contains(said, test.warning) || (test.warning == "") != (len(result.Findings) == 0) {
				t.Errorf("warnings are %q, want %q", said, test.warning)
			}
			for _, finding := range result.Findings {
				if finding.Rule != diagnostic.RuleDashboard || finding.Line == 0 {
					t.Errorf("the warning must be of the rule dashboard and have a line: %v", finding)
				}
			}
		})
	}
}

// What an environment owns must not be another's: kustomize would refuse to build the two together.
func TestWhatAnEnvironmentOwnsIsNobodyElses(t *testing.T) {
	spec := strings.Replace(withGrafana("", "analytics"), "  webUI: {}\n", "  resources: [own.yaml]\n", 1)
	for name, clash := range map[string]bool{"flink-session-dashboard": true, "dashboard": false} {
		_, err := fromDisk(t, spec, map[string]string{"own.yaml": fmt.Sprintf("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {}\n", name)})
		if clashes := err != nil && strings.Contains(err.Error(), `both have the ConfigMap "flink-session-dashboard" in namespace "streaming"`); clashes != clash || !clash && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Two workspaces may show their prod in one Grafana: it knows dashboards by uid, and its sidecar by the name of a file.
func TestDashboardsOfTwoWorkspacesDiffer(t *testing.T) {
	of := func(namespace string) (string, string) {
		result, err := fromDisk(t, strings.Replace(withGrafana("", "analytics"), "namespace: streaming", "namespace: "+namespace, 1), nil)
		if err != nil {
			t.Fatal(err)
		}
		key, text := dashboardOf(t, sharedFiles(result)["configmap-flink-session.yaml"])
		_, uid, _ := strings.Cut(text, `"uid":"`)
		uid, _, _ = strings.Cut(uid, `"`)
		return key, uid
	}
	key, uid := of("orders")
	otherKey, otherUID := of("payments")
	if key == otherKey || uid == otherUID {
		t.Errorf("both have %s or %s", key, uid)
	}
}
