package observe

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// templates are the dashboards, as the product embeds them.
const templates = "../../pkg/internal/dashboard/template"

// query is one of a panel, or what a variable takes its values from.
type query struct {
	panel, expression, legend string
	variable                  bool // whose values some of the series give
}

// empty are the panels that have no data in some versions, and say so in their descriptions: the test fails when one has.
var empty = map[string][]string{
	"flink: Age of the last":     {"1.17.2", "1.20.3"}, // lastCheckpointCompletedTimestamp is of 2.x
	"flink: Size of files":       {"1.17.2"},           // recorded without column-family-as-variable
	"flink: Keys":                {"1.17.2"},
	"flink: Block cache":         {"1.17.2"},
	"flink: Pending compaction":  {"1.17.2"},
	"flink: Running compactions": {"1.17.2"},
	"flink: Writes stopped":      {"1.17.2"},
	"flink: Background errors":   {"1.17.2"},
}

// queries are those of all dashboards, of rows that are folded, too, by the names of the dashboards.
func queries(t *testing.T) map[string][]query {
	t.Helper()
	type panel struct {
		Title   string
		Targets []struct{ Expr, LegendFormat string }
		Panels  []panel
	}
	files, err := filepath.Glob(templates + "/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no dashboards: %v", err)
	}
	all := map[string][]query{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var dashboard struct {
			Panels     []panel
			Templating struct {
				List []struct{ Name, Definition string }
			}
		}
		if err := json.Unmarshal(content, &dashboard); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		var add func(panels []panel)
		add = func(panels []panel) {
			for _, p := range panels {
				for _, target := range p.Targets {
					all[name] = append(all[name], query{panel: name + ": " + p.Title, expression: target.Expr, legend: target.LegendFormat})
				}
				add(p.Panels)
			}
		}
		add(dashboard.Panels)
		for _, variable := range dashboard.Templating.List {
			if values := regexp.MustCompile(`^label_values\((.+), ([a-z_]+)\)$`).FindStringSubmatch(variable.Definition); values != nil {
				all[name] = append(all[name], query{name + ": variable " + variable.Name, values[1], "{{" + values[2] + "}}", true})
			}
		}
	}
	return all
}

// chosen puts what a reader would choose in the place of variables.
var chosen = strings.NewReplacer("$__rate_interval", "1m", "$namespace", "streaming", "$app", "analytics", "$job_name", "orders",
	"$task", "Source:_orders", "$service", "console")

// world is what there is for one version of Flink and a release of the operator.
func world(t *testing.T, version, release string) []Target {
	flink := map[string][]Metric{}
	for _, metric := range Flink(t, version) {
		flink[metric.Process] = append(flink[metric.Process], metric)
	}
	var targets []Target
	for _, process := range slices.Sorted(maps.Keys(flink)) {
		pod := "analytics-" + process
		targets = append(targets,
			Target{Metrics: flink[process], Values: plausible(flink[process]),
				Labels: map[string]string{"namespace": "streaming", "app": "analytics", "component": process, "pod": pod, "container": "flink-main-container"}},
			Target{Metrics: Kubernetes(), Own: map[string]string{"namespace": "streaming", "pod": pod}})
	}
	return append(targets,
		Target{Metrics: Operator(t, release), Labels: map[string]string{"namespace": "flink-operator", "pod": "flink-kubernetes-operator-0"}},
		Target{Metrics: StreamPark(), Labels: map[string]string{"namespace": "streaming", "service": "console", "pod": "console-0"}},
		Target{Metrics: Kubernetes(), Own: map[string]string{"namespace": "streaming", "pod": "console-0", "container": "streampark"}})
}

// plausible replaces the examples that a process gives before it has anything to tell, such as NaN and -1.
func plausible(metrics []Metric) map[string]func(time.Duration) float64 {
	values := map[string]func(time.Duration) float64{}
	for _, metric := range metrics {
		if metric.Value == "NaN" || strings.HasPrefix(metric.Value, "-") {
			values[metric.Name] = func(time.Duration) float64 { return 1 }
		}
	}
	return values
}

// What a panel or a variable reads was seen in every version that the dashboard is for, but for what says that it is not.
func TestDashboardsReadWhatIsThere(t *testing.T) {
	other := Names(Kubernetes(), StreamPark())
	for name, queries := range queries(t) {
		for i, version := range FlinkVersions {
			known := Names(Flink(t, version), Operator(t, OperatorReleases[i%len(OperatorReleases)]))
			for _, q := range queries {
				metrics, err := Metrics(chosen.Replace(q.expression))
				if err != nil {
					t.Errorf("%s: %v", q.panel, err)
				}
				for _, metric := range metrics {
					there := slices.Contains(known, metric) || slices.Contains(other, metric)
					switch alternatives := strings.Contains(q.expression, " or "); {
					case !there && !alternatives && !slices.Contains(empty[q.panel], version):
						t.Errorf("%s: %s is not in Flink %s", q.panel, metric, version)
					case there && slices.Contains(empty[q.panel], version):
						t.Errorf("%s: %s is in Flink %s", q.panel, metric, version)
					}
				}
			}
		}
		if len(queries) < 10 {
			t.Errorf("%s has %d queries", name, len(queries))
		}
	}
}

// A real Prometheus evaluates every expression over what each version exports, and gives series with the labels that the
// legend names.
func TestPrometheusEvaluatesDashboards(t *testing.T) {
	all := queries(t)
	for i, version := range FlinkVersions {
		release := OperatorReleases[i%len(OperatorReleases)]
		t.Run(fmt.Sprintf("Flink %s and operator %s", version, release), func(t *testing.T) {
			t.Parallel()
			prometheus := Start(t, world(t, version, release))
			counted := map[string]int{}
			for name, queries := range all {
				for _, q := range queries {
					series := prometheus.Query(t, chosen.Replace(q.expression))
					if want := !slices.Contains(empty[q.panel], version); want != (len(series) > 0) {
						t.Errorf("%s has %d series: %s", q.panel, len(series), q.expression)
					}
					for _, label := range regexp.MustCompile(`{{(.+?)}}`).FindAllStringSubmatch(q.legend, -1) {
						lacks := func(one Sample) bool { return one.Metric[label[1]] == "" }
						if slices.ContainsFunc(series, lacks) && (!q.variable || !slices.ContainsFunc(series, func(one Sample) bool { return !lacks(one) })) {
							t.Errorf("%s: not all of %v have the label %s", q.panel, series, label[1])
						}
					}
					if len(series) > 0 {
						counted[name]++
					}
				}
			}
			for _, name := range slices.Sorted(maps.Keys(counted)) {
				t.Logf("%s: %d of %d queries have series", name, counted[name], len(all[name]))
			}
		})
	}
}
