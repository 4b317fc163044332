package input_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/lint/input"
	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

const cluster = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: NAME}
spec:
  image: flink:1.20
  flinkVersion: v1_20
  serviceAccount: flink
  jobManager: {resource: {memory: 2Gi, cpu: 1}}
  taskManager: {resource: {memory: 2Gi, cpu: 1}}
`

const environment = `apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: NAME}
spec: {namespace: flink, operatorVersion: "1.9"}
`

// write writes files into a new folder, in which the test then runs.
func write(t testing.TB, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

func check(t testing.TB, options input.Options, arguments ...string) input.Report {
	t.Helper()
	report, err := input.Lint(options, arguments...)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// The release is that of the environments of a workspace where they name one, and the latest where they differ.
func TestTheReleaseIsThatOfTheEnvironments(t *testing.T) {
	workspace := map[string]string{
		"flinkustomize.yaml":     "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: a}\nspec: {specs: [specs]}\n",
		"specs/dev.yaml":         strings.ReplaceAll(environment, "NAME", "dev"),
		"specs/prod.yaml":        strings.ReplaceAll(environment, "NAME", "prod"),
		"by-hand/clusters/a.yml": strings.ReplaceAll(cluster, "NAME", "a"),
	}
	write(t, workspace)
	report := check(t, input.Options{}, "by-hand")
	if report.Objects != 1 || !strings.Contains(report.Findings.Error(), "that operator release 1.9 accepts") || strings.Contains(report.Findings.Error(), "assumed") {
		t.Errorf("release 1.9 must be that of the environments: %v", report.Findings)
	}
	workspace["specs/prod.yaml"] = strings.Replace(workspace["specs/prod.yaml"], "1.9", "1.15", 1)
	write(t, workspace)
	if report := check(t, input.Options{}, "by-hand"); strings.Contains(report.Findings.Error(), "1.9") {
		t.Errorf("environments that differ name no release: %v", report.Findings)
	}
	workspace["specs/prod.yaml"] = strings.Replace(strings.ReplaceAll(environment, "NAME", "prod"), `operatorVersion: "1.9"`, "cluster: europe", 1)
	workspace["specs/dev.yaml"] = strings.Replace(workspace["specs/prod.yaml"], "prod", "dev", 1)
	workspace["specs/operator.yaml"] = "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkOperator\nmetadata: {name: europe}\nspec: {operatorVersion: \"1.9\", watchNamespaces: [flink], flux: {}}\n"
	write(t, workspace)
	if report := check(t, input.Options{}, "by-hand"); !strings.Contains(report.Findings.Error(), "that operator release 1.9 accepts") {
		t.Errorf("release 1.9 must be that of the operator that the environments follow: %v", report.Findings)
	}
	release, _ := operator.ParseRelease("1.8")
	if report := check(t, input.Options{Operator: release}, "by-hand"); !strings.Contains(report.Findings.Error(), "that operator release 1.8 accepts") {
		t.Errorf("the release of the options must come first: %v", report.Findings)
	}
}

// What is assumed is said once.
func TestTheAssumedReleaseIsSaidOnce(t *testing.T) {
	wrong := strings.ReplaceAll(cluster, "2Gi", "2.5Gi")
	write(t, map[string]string{"a/a.yaml": wrong, "b/b.yaml": wrong, "c/kustomization.yaml": "resources: [c.yaml]\n", "c/c.yaml": wrong})
	report := check(t, input.Options{})
	if len(report.Findings) < 6 || strings.Count(report.Findings.Error(), "is assumed") != 1 || !strings.Contains(report.Findings[0].Message, "is assumed") {
		t.Errorf("the first finding must say it, and no other one:\n%v", report.Findings)
	}
}

// A file that is named twice, or lies in a folder that is named too, is checked once.
func TestEachFileIsCheckedOnce(t *testing.T) {
	write(t, map[string]string{"a/a.yaml": cluster, "b/kustomization.yaml": "resources: [b.yaml]\n", "b/b.yaml": strings.ReplaceAll(cluster, "NAME", "b")})
	for _, arguments := range [][]string{{"a/a.yaml", "./a/../a/a.yaml"}, {"a", "a/a.yaml"}, {"a/a.yaml", "a"}, {"b", "b"}} {
		if report := check(t, input.Options{}, arguments...); report.Objects != 1 {
			t.Errorf("%v: got %d objects", arguments, report.Objects)
		}
	}
}

// A pipe has no end, and a huge file does not fit.
func TestWhatIsNoFileToReadIsAFinding(t *testing.T) {
	write(t, map[string]string{"a.yaml": ""})
	if err := os.Truncate("a.yaml", 100<<20); err != nil {
		t.Fatal(err)
	}
	report := check(t, input.Options{}, "a.yaml", os.DevNull)
	for _, want := range []string{"a.yaml: must be at most 4 MiB", os.DevNull + ": must be a regular file"} {
		if !strings.Contains(report.Findings.Error(), want) {
			t.Errorf("want %s, got %v", want, report.Findings)
		}
	}
	if report.Read {
		t.Error("nothing was read")
	}
}

// Every rule of lint can be switched off, but for those by which something is not read.
func TestRulesThatCanBeDisabled(t *testing.T) {
	for _, rule := range lint.Rules() {
		can := false
		for _, other := range input.Rules() {
			can = can || rule == other
		}
		if can == (rule == diagnostic.RuleYAML) {
			t.Errorf("%s: %v", rule, can)
		}
	}
}

// FuzzLint: any YAML is checked without a panic and in bounded time, and its findings are in the file.
func FuzzLint(f *testing.F) {
	f.Add(cluster)
	f.Add("a: &a [*a]\n")
	f.Add("apiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nspec: {job: [], deploymentName: {a: b}} # lint.flinkustomize.dev/waive: x\n")
	f.Add("apiVersion: v1\nkind: List\nitems: [{apiVersion: flink.apache.org/v1beta1, kind: FlinkDeployment, spec: {podTemplate: {spec: []}}}, 1]\n")
	f.Add("kind: FlinkBlueGreenDeployment\napiVersion: flink.apache.org/v1beta1\nspec: {template: {spec: {flinkConfiguration: {a: {b: [c]}}, flinkVersion: 1}}}\n")
	f.Add("kind: FlinkSession\n---\n- {{ a }}\n---\n? [a]\n: b\n")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		file := filepath.Join(dir, "a.yaml")
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		report := check(t, input.Options{}, file)
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%d bytes took %v", len(text), took)
		}
		for _, found := range report.Findings {
			if found.File != file {
				t.Errorf("%s must be in the file", found)
			}
		}
		check(t, input.Options{}, dir)
	})
}

// FuzzKustomization: any kustomization is taken apart without a panic, and nothing that kustomize would fetch is built.
func FuzzKustomization(f *testing.F) {
	f.Add("resources: [https://example.com/a, github.com/a/b, a.yaml]\n")
	f.Add("patches: [{path: a.yaml}]\ngenerators:\n- |\n  kind: x\n  path: http://example.com\n")
	f.Add("resources: [.]\ncomponents: [..]\nbases: {a: b}\n")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(filepath.Join(dir, "kustomization.yaml"), []byte(text+"\ncomponents: [https://example.com]\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		check(t, input.Options{}, dir)
	})
}

func BenchmarkLint(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			files := map[string]string{}
			for i := range n {
				files[fmt.Sprintf("clusters/%d.yaml", i)] = strings.ReplaceAll(cluster, "NAME", fmt.Sprintf("a%d", i))
			}
			write(b, files)
			for b.Loop() {
				if report := check(b, input.Options{}, "clusters"); report.Objects != n || len(report.Findings) > 0 {
					b.Fatalf("%d objects: %v", report.Objects, report.Findings)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/object")
		})
	}
}
