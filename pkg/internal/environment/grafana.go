package environment

import (
	"reflect"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/check"
	"github.com/flinkustomize/flinkustomize/pkg/internal/dashboard"
	"github.com/flinkustomize/flinkustomize/pkg/internal/object"
	"github.com/flinkustomize/flinkustomize/pkg/internal/resolve"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// grafana delivers dashboards for what runs in an environment.
func grafana(e resolve.Source[v1alpha1.Environment], apps []App) ([]object.File, diagnostic.Findings) {
	if e.Object.Spec.Grafana == nil {
		return nil, nil
	}
	shown := make([]dashboard.App, len(apps))
	for i, app := range apps {
		shown[i] = app.shown()
	}
	dashboards := dashboard.For(e.Object, shown)
	return dashboard.Objects(e.Object, dashboards), checkDashboards(e, dashboards, shown)
}

// shown is the app as dashboards see it.
func (a App) shown() dashboard.App {
	app := dashboard.App{Target: a.Target}
	for _, object := range a.Objects {
		id := object.ID()
		switch id.Kind {
		case v1beta1.KindFlinkDeployment:
			app.Clusters = append(app.Clusters, id.Name)
		case v1beta1.KindFlinkBlueGreenDeployment:
			app.Clusters = append(app.Clusters, id.Name+"-blue", id.Name+"-green")
		case "ServiceMonitor":
			app.Clusters, app.Monitored = append(app.Clusters, id.Name), true
		case "PodMonitor":
			app.Monitored = true
		}
	}
	return app
}

// Dashboards are the addresses of the dashboards of an environment that show the app; none where nothing says where Grafana is.
func (a App) Dashboards(e *v1alpha1.Environment) []string {
	return dashboard.Addresses(e, a.shown())
}

// maxApplied is what kubectl apply and Argo CD keep of an object in an annotation, in bytes, less some for the object
// around a text: a larger one can be applied by the server alone.
const maxApplied = 250 << 10

// checkDashboards says which dashboards would not show what they are for, or not arrive.
func checkDashboards(e resolve.Source[v1alpha1.Environment], dashboards []dashboard.Dashboard, apps []dashboard.App) diagnostic.Findings {
	var errs diagnostic.Findings
	field := path("grafana")
	if len(dashboards) == 0 {
		errs = append(errs, e.SpecErrorf(field, "delivers no dashboard: neither Flink nor a StreamPark with metrics runs here").Under(diagnostic.RuleDashboard))
	}
	var unmonitored []string
	for _, app := range apps {
		if app.FlinkVersion != "" && len(app.Clusters) > 0 && !app.Monitored {
			unmonitored = append(unmonitored, app.Kind+" "+app.Name)
		}
	}
	if len(unmonitored) > 0 {
		errs = append(errs, e.SpecErrorf(field, "shows nothing of %s, which Prometheus is not told to scrape: set spec.metrics there",
			strings.Join(unmonitored, ", ")).Under(diagnostic.RuleDashboard))
	}
	for _, d := range dashboards {
		if len(d.JSON) > maxApplied {
			errs = append(errs, e.SpecErrorf(field, "makes a ConfigMap of %d bytes for %s, more than kubectl apply and Argo CD take: use server-side apply",
				len(d.JSON), d.Name).Under(diagnostic.RuleDashboard))
		}
	}
	return errs
}

// inlineGrafana refuses dashboards in the settings of a spec: they belong to all apps of an environment.
func inlineGrafana(c *check.Checker, t *resolve.Target) {
	stated := t.Settings.Grafana
	if stated != nil && (t.Environment == nil || !reflect.DeepEqual(stated, t.Environment.Grafana)) {
		c.Add(path("grafana"), "must stand in an Environment document, whose dashboards are for all that runs there, not for one app")
	}
}
