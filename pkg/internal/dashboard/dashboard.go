package dashboard

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

//go:embed template/*.json
var templates embed.FS

// App is one app of an environment, as dashboards see it.
type App struct {
	inventory.Target

	// Clusters are the names of its Flink clusters, which the label app of its metrics has; of a StreamPark, of its Services.
	Clusters []string

	// Monitored means that a PodMonitor or a ServiceMonitor has Prometheus scrape it.
	Monitored bool
}

// Dashboard is one for an environment.
type Dashboard struct {
	// Name such as flink-session. UID by which Grafana knows it, in all of its folders.
	Name, UID string

	// JSON that Grafana reads.
	JSON string
}

// form is what a dashboard is made of, for the apps of a kind.
type form struct {
	name, template, kind string
	title, description   string

	// monitored means that it is made only where Prometheus is told to scrape an app: most of these have no metrics.
	monitored bool
}

var forms = []form{
	{name: "flink-session", template: "flink", kind: v1alpha1.KindFlinkSession, title: "Flink sessions",
		description: "Whether session clusters are there, and what their jobs do."},
	{name: "flink-application", template: "flink", kind: v1alpha1.KindFlinkApplication, title: "Flink applications",
		description: "Whether applications run, keep their state and keep up."},
	{name: "streampark", template: "streampark", kind: v1alpha1.KindStreamPark, monitored: true},
}

// ofOperator is the dashboard of the operator, which runs where an environment says so.
var ofOperator = form{name: "flink-operator", template: "flink-operator"}

// For are the dashboards of what runs in an environment: those for the kinds of the apps, and the operator's where it is asked for.
func For(environment *v1alpha1.Environment, apps []App) []Dashboard {
	var all []Dashboard
	for _, form := range forms {
		if shown := form.apps(apps); len(shown) > 0 {
			all = append(all, form.fill(environment, shown, apps))
		}
	}
	if grafana := environment.Spec.Grafana; grafana.Operator != nil && *grafana.Operator {
		all = append(all, ofOperator.fill(environment, apps, apps))
	}
	return all
}

// apps are those that the dashboard is for.
func (f form) apps(apps []App) []App {
	return slices.DeleteFunc(slices.Clone(apps), func(app App) bool { return app.Kind != f.kind || f.monitored && !app.Monitored })
}

// fill replaces the placeholders of the template. Shown are the apps that it is for, all those of the environment.
func (f form) fill(environment *v1alpha1.Environment, shown, all []App) Dashboard {
	template, err := templates.ReadFile("template/" + f.template + ".json")
	if err != nil {
		panic(err) // it is embedded
	}
	namespaces, clusters := []string{environment.Spec.Namespace}, []string{}
	for _, app := range shown {
		namespaces, clusters = append(namespaces, app.Namespace), append(clusters, app.Clusters...)
	}
	d := Dashboard{Name: f.name, UID: uid(f.name, environment)}
	d.JSON = strings.NewReplacer(
		"@uid@", d.UID,
		"@environment@", text(environment.Metadata.Name),
		"@title@", text(f.title),
		"@description@", text(f.description),
		"@namespaces@", text(oneOf(namespaces)),
		// The operator's reporter replaces what no name of a metric may have, such as a dash, unless told not to.
		"@operatorNamespaces@", text(strings.ReplaceAll(oneOf(namespaces), "-", "[-_]")),
		"@apps@", text(oneOf(clusters)),
		"@links@", text(links(all)),
	).Replace(string(template))
	return d
}

// uid is the same for as long as the environment has its name and its namespace. Both are in it, since a Grafana may serve
// several workspaces, each with a prod. Grafana allows 40 characters.
func uid(name string, environment *v1alpha1.Environment) string {
	sum := sha256.Sum256([]byte(environment.Spec.Namespace + "/" + environment.Metadata.Name))
	return name + "-" + hex.EncodeToString(sum[:8])
}

// oneOf is a regular expression that matches each of some values, as Grafana writes it.
func oneOf(values []string) string {
	unique := map[string]bool{}
	for _, value := range values {
		unique[regexp.QuoteMeta(value)] = true
	}
	delete(unique, "")
	return "/^(" + strings.Join(slices.Sorted(maps.Keys(unique)), "|") + ")$/"
}

// text is what stands between the quotes of a JSON string.
func text(value string) string {
	var quoted strings.Builder
	encoder := json.NewEncoder(&quoted)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err) // a string can be written
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(quoted.String()), `"`), `"`)
}
