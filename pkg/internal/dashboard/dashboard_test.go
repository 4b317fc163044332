package dashboard_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/dashboard"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

func environment() *v1alpha1.Environment {
	return &v1alpha1.Environment{Metadata: v1alpha1.Metadata{Name: "prod"},
		Spec: v1alpha1.EnvironmentSpec{Namespace: "data-prod", Grafana: &v1alpha1.EnvironmentGrafana{Operator: new(true)}}}
}

func app(kind, name, url string) dashboard.App {
	return dashboard.App{Target: inventory.Target{Kind: kind, Name: name, Namespace: "data-prod", URLs: []string{url}}, Clusters: []string{name}, Monitored: true}
}

// named is the dashboard of a name.
func named(t *testing.T, name string, apps ...dashboard.App) string {
	t.Helper()
	for _, d := range dashboard.For(environment(), apps) {
		if d.Name == name {
			if !json.Valid([]byte(d.JSON)) || strings.Contains(d.JSON, "${") || len(d.UID) > 40 {
				t.Errorf("%s is not sound", name)
			}
			return d.JSON
		}
	}
	t.Fatalf("there is no dashboard %s", name)
	return ""
}

// Each kind has its own apps in the choice of its dashboard, and all have the addresses of all.
func TestADashboardOffersTheAppsOfItsKind(t *testing.T) {
	apps := []dashboard.App{
		app(v1alpha1.KindFlinkSession, "analytics", "https://analytics.example.com/"),
		app(v1alpha1.KindFlinkApplication, "orders", "https://orders.example.com/"),
		app(v1alpha1.KindStreamPark, "console", "https://console.example.com/"),
	}
	for name, own := range map[string]string{"flink-session": "analytics", "flink-application": "orders", "streampark": "console"} {
		text := named(t, name, apps...)
		if !strings.Contains(text, `"/^(`+own+`)$/"`) {
			t.Errorf("%s must offer %s alone", name, own)
		}
		for _, app := range apps {
			if !strings.Contains(text, "("+app.URLs[0]+")") {
				t.Errorf("%s must link %s", name, app.URLs[0])
			}
		}
	}
}

func TestStreamParkNeedsMetrics(t *testing.T) {
	console := app(v1alpha1.KindStreamPark, "console", "https://console.example.com/")
	console.Monitored = false
	for _, d := range dashboard.For(environment(), []dashboard.App{console}) {
		if d.Name == "streampark" {
			t.Error("a StreamPark that nothing scrapes must have no dashboard")
		}
	}
}

// The operator's reporter writes data_prod for data-prod unless told not to.
func TestTheOperatorsNamespacesAreFoundHoweverTheyAreWritten(t *testing.T) {
	if text := named(t, "flink-operator", app(v1alpha1.KindFlinkSession, "analytics", "")); !strings.Contains(text, `"/^(data[-_]prod)$/"`) {
		t.Error("data-prod must be found as data_prod, too")
	}
}

// What cannot be reached from outside, or at any host, is no link; and an address ends no link and no cell of the table.
func TestLinks(t *testing.T) {
	for url, want := range map[string]string{
		"https://*/flink/":              "No app of this environment has an address outside",
		"https://a.example.com/x|y)":    "[https://a.example.com/x%7Cy%29](https://a.example.com/x%7Cy%29)",
		"https://a.example.com/${x}":    "(https://a.example.com/%24{x})",
		"https://a.example.com/<script": "(https://a.example.com/%3Cscript)",
	} {
		if text := named(t, "flink-session", app(v1alpha1.KindFlinkSession, "analytics", url)); !strings.Contains(text, want) {
			t.Errorf("%s: %s must be there", url, want)
		}
	}
}
