package generate_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// fromFiles makes the tree of a workspace whose specs stand in files; each begins below its apiVersion.
func fromFiles(t *testing.T, files map[string]string) (*generate.Result, error) {
	t.Helper()
	dir := t.TempDir()
	const head = "apiVersion: flinkustomize.dev/v1alpha1\n"
	all := map[string]string{"flinkustomize.yaml": head + "kind: Workspace\nmetadata: {name: test}\nspec: {specs: [specs], presets: presets}\n"}
	for name, text := range files {
		all[name] = head + text
	}
	for name, text := range all {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return generate.Workspace(w)
}

const (
	sessionSpec = "flinkVersion: 1.20.3, jobManager: {memory: 2Gi}, taskManager: {memory: 8Gi}"
	consoleSpec = "version: 2.1.6, database: {type: PostgreSQL}, administrator: {secretName: admin}"
)

func environmentOf(name string) string {
	return "kind: Environment\nmetadata: {name: " + name + "}\nspec:\n  namespace: " + name + "\n  operatorVersion: \"1.15\"\n" +
		"  postgresql: {host: postgresql, secretName: postgresql}\n"
}

func sessionIn(name, environment, more string) string {
	return "kind: FlinkSession\nmetadata: {name: " + name + "}\nspec: {" + sessionSpec + more + ", environments: {" + environment + ": {}}}\n"
}

func consoleIn(name, environment, more string) string {
	return "kind: StreamPark\nmetadata: {name: " + name + "}\nspec: {" + consoleSpec + more + ", environments: {" + environment + ": {}}}\n"
}

func mixed() map[string]string {
	return map[string]string{
		"presets/platform.yaml": "kind: Preset\nmetadata: {name: platform/v1}\nspec: {description: Consoles, streamPark: {memory: 4Gi}}\n",
		"specs/dev.yaml":        environmentOf("dev"),
		"specs/prod.yaml":       environmentOf("prod"),
		"specs/session.yaml":    sessionIn("analytics", "dev", ""),
		"specs/other.yaml":      sessionIn("reports", "prod", ""),
		"specs/console.yaml":    consoleIn("console", "dev", ""),
		"specs/preset.yaml":     consoleIn("second", "prod", ", preset: platform/v1"),
	}
}

func TestWhatASpecConcernsIsSelected(t *testing.T) {
	result, err := fromFiles(t, mixed())
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string][]string{
		"specs/session.yaml":    {"environments", "flink/analytics", "kustomizeconfig", "streampark/console"}, // which registers it
		"specs/other.yaml":      {"environments", "flink/reports", "kustomizeconfig", "streampark/second"},
		"specs/console.yaml":    {"environments", "kustomizeconfig", "streampark/console"},
		"specs/dev.yaml":        {"environments", "flink/analytics", "kustomizeconfig", "streampark/console"},
		"presets/platform.yaml": {"environments", "kustomizeconfig", "streampark/second"},
		"specs":                 {"environments", "flink/analytics", "flink/reports", "kustomizeconfig", "streampark/console", "streampark/second"},
	} {
		got, err := result.Select([]string{path}, func(string) bool { return true })
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
	got, err := result.Select([]string{"specs/console.yaml"}, func(folder string) bool { return folder != "streampark/second" })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"environments", "kustomizeconfig", "streampark/console", "streampark/second"}, got); diff != "" {
		t.Errorf("a folder that is not there yet is an aggregate's too: %s", diff)
	}
}

func TestAConsoleRegistersTheSessionsOfItsWorkspace(t *testing.T) {
	result, err := fromFiles(t, mixed())
	if err != nil {
		t.Fatal(err)
	}
	if err := result.Verify(); err != nil {
		t.Error(err)
	}
	text, ok := result.Tree.File("streampark/console/overlays/dev/configmap-registration.patch.yaml")
	if !ok || !strings.Contains(string(text), "http://analytics-rest.dev:8081") || strings.Contains(string(text), "reports") {
		t.Errorf("the session of dev must be registered, and no other: %s", text)
	}
	aggregate, ok := result.Tree.File("environments/dev/kustomization.yaml")
	if !ok || !strings.Contains(string(aggregate), "../../flink/analytics/overlays/dev\n- ../../streampark/console/overlays/dev\n") {
		t.Errorf("both must stand in their environment, in order: %s", aggregate)
	}
}

// StreamPark names a session that is there, but wrong: that must be said of the session alone.
func TestAWrongSessionIsNotMissingFromAConsole(t *testing.T) {
	files := mixed()
	files["specs/session.yaml"] = sessionIn("analytics", "dev", ", mode: Nativ")
	files["specs/console.yaml"] = consoleIn("console", "dev", ", sessions: [analytics]")
	_, err := fromFiles(t, files)
	const want = `specs/session.yaml:4:91: spec.mode: must be one of Native, Standalone, not "Nativ": did you mean "Native"?`
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestErrorsOfConsolesStandAmongTheOthers(t *testing.T) {
	files := mixed()
	files["specs/other.yaml"] = sessionIn("reports", "prod", ", mode: Nativ")
	files["specs/console.yaml"] = consoleIn("console", "dev", ", replicas: 2")
	files["specs/preset.yaml"] = consoleIn("second", "prod", ", cpu: no")
	_, err := fromFiles(t, files)
	const want = `specs/console.yaml:4:100: spec.replicas: must be 1, not 2: every process of StreamPark 2.1 watches all jobs and writes their state, and refuses the logins of another
specs/other.yaml:4:91: spec.mode: must be one of Native, Standalone, not "Nativ": did you mean "Native"?
specs/preset.yaml:4:95: spec.cpu: must be a number of cores above zero, such as 2, 0.5 or 500m, not "no"`
	if err == nil {
		t.Fatal("the specs must be refused")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
}

func TestAPresetThatIsWrongIsReportedWithoutItsConsoles(t *testing.T) {
	files := mixed()
	files["presets/platform.yaml"] = `kind: Preset
metadata: {name: platform/v1}
spec:
  description: Consoles
  streamPark:
    memory: 512Mi
    resources: [a.yaml]
    sessions: [analytics]
    podTemplate: {spec: {tolerations: [{key: a, operater: Exists}]}}
`
	_, err := fromFiles(t, files)
	const want = `presets/platform.yaml:7:13: spec.streamPark.memory: must be at least 1Gi, in whole Mi or Gi, such as 2Gi, not "512Mi"
presets/platform.yaml:8:5: spec.streamPark.resources: must not stand in a preset: only a document that uses it carries manifests along
presets/platform.yaml:10:49: spec.streamPark.podTemplate.spec.tolerations[0].operater: is an unknown field: did you mean "operator"?`
	if err == nil {
		t.Fatal("the preset must be refused")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
}

func programsConsole() *v1alpha1.StreamPark {
	return &v1alpha1.StreamPark{Metadata: v1alpha1.Metadata{Name: "console"}, Spec: v1alpha1.StreamParkSpec{
		Namespace: "streaming", Version: "2.1.6",
		Database:      &v1alpha1.StreamParkDatabase{Type: v1alpha1.StreamParkDatabaseH2},
		Administrator: &v1alpha1.StreamParkAdministrator{SecretName: "admin"},
	}}
}

func TestConsolesOfAProgramAreMade(t *testing.T) {
	session := logging("")
	session.Spec.LogConfiguration = nil
	result, err := generate.Specs(generate.Input{
		Specs: []v1alpha1.Spec{session, programsConsole()},
	})
	if err != nil {
		t.Fatal(err)
	}
	text, ok := result.Tree.File("streampark/console/base/configmap-registration.yaml")
	if !ok || !strings.Contains(string(text), session.Metadata.Name+"-rest") {
		t.Errorf("the program's session must be registered: %s", text)
	}
	_, err = generate.Specs(generate.Input{Specs: []v1alpha1.Spec{programsConsole(), nil}})
	const want = "Specs[1]: must not be nil"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// Null removes what a lower level gives; where none does, it must do no harm.
func TestNullsInMapsOfAConsoleAreNoValues(t *testing.T) {
	console := programsConsole()
	console.Spec.Configuration = map[string]*string{"server.session.ttl": nil}
	console.Spec.SelectorLabels = map[string]*string{"app": nil}
	console.Spec.Service = &v1alpha1.StreamParkService{Labels: map[string]*string{"a": nil}, Annotations: map[string]*string{"a": nil}}
	console.Spec.Env = map[string]*v1alpha1.EnvVar{"A": nil}
	console.Spec.Database.Parameters = map[string]*string{"a": nil}
	console.Spec.Database.Type = v1alpha1.StreamParkDatabasePostgreSQL
	console.Spec.Environment = &v1alpha1.EnvironmentSpec{PostgreSQL: &v1alpha1.EnvironmentDatabase{Host: "postgresql", SecretName: "postgresql"}}
	result, err := generate.Specs(generate.Input{Specs: []v1alpha1.Spec{console}})
	if err != nil {
		t.Fatal(err)
	}
	if text, _ := result.Tree.File("streampark/console/base/deployment.yaml"); !strings.Contains(string(text), "app.kubernetes.io/instance: console") {
		t.Errorf("the default labels must be there: %s", text)
	}
}
