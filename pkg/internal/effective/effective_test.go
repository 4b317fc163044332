package effective_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/effective"
	"github.com/flinkustomize/flinkustomize/pkg/workspace"
)

// everyLevel has a value of each level, and of each two.
const everyLevel = `apiVersion: flinkustomize.dev/v1alpha1
kind: Environment
metadata: {name: prod}
spec:
  namespace: streaming
  operatorVersion: "1.15"
  imagePullSecrets: [registry]
  ingress: {domain: example.com, className: nginx, controller: NGINX, tlsSecretName: wildcard}
  s3: {bucket: flink-prod}
  serviceAccount: {name: flink}
---
apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata: {name: analytics}
spec:
  preset: own/v1
  flinkVersion: 1.20.3
  jobManager: {cpu: 2, memory: 2Gi}
  taskManager: {memory: 8Gi}
  storage: {type: S3}
  metrics: {}
  webUI: {}
  env: {MODE: batch}
  flinkConfiguration:
    rest.flamegraph.enabled: null
    parallelism.default: "4"
  environment:
    s3: {endpoint: "https://objects.example.com"}
  podTemplate:
    spec:
      containers:
      - name: shipper
        image: shipper:1
        env:
        - {name: LEVEL, value: info}
  environments:
    prod:
      taskManager: {memory: 16Gi}
      image: ""
      environment:
        imageRegistry: registry.example.com
      podTemplate:
        spec:
          containers:
          - name: shipper
            args: [-v]
            env:
            - {name: TARGET, value: loki}
`

const ownPreset = `apiVersion: flinkustomize.dev/v1alpha1
kind: Preset
metadata: {name: own/v1}
spec:
  description: Ours.
  session:
    image: flink:1.20.3-java17
    taskManager: {slots: 4}
    flinkConfiguration:
      rest.flamegraph.enabled: "true"
  environment:
    namespace: elsewhere
    imageRegistry: elsewhere.example.com
`

// load writes the files of a workspace.
func load(t *testing.T, files map[string]string) *workspace.Workspace {
	t.Helper()
	dir := t.TempDir()
	all := map[string]string{
		workspace.FileName:   "apiVersion: flinkustomize.dev/v1alpha1\nkind: Workspace\nmetadata: {name: test}\nspec: {specs: [specs], presets: presets}\n",
		"presets/own.yaml":   ownPreset,
		"specs/ignored.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
	}
	for name, text := range files {
		all[name] = text
	}
	for name, text := range all {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	w, err := workspace.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func one(t *testing.T, w *workspace.Workspace, spec, environment string) effective.Spec {
	t.Helper()
	all, err := effective.Of(w, spec, environment)
	if err != nil || len(all) != 1 {
		t.Fatalf("there must be one: %d, %v", len(all), err)
	}
	return all[0]
}

func value(s effective.Spec, path string) (effective.Value, bool) {
	i := slices.IndexFunc(s.Values, func(v effective.Value) bool { return v.Path == path })
	if i < 0 {
		return effective.Value{}, false
	}
	return s.Values[i], true
}

func TestEachValueHasTheLevelThatGivesIt(t *testing.T) {
	shown := one(t, load(t, map[string]string{"specs/a.yaml": everyLevel}), "analytics", "prod")
	for path, want := range map[string]string{
		"spec.flinkVersion":       "1.20.3 from spec, specs/a.yaml:17",
		"spec.image":              "flink:1.20.3-java17 from preset own/v1, presets/own.yaml:7",
		"spec.mode":               "Native from default",
		"spec.jobManager.cpu":     "2 from spec, specs/a.yaml:18",
		"spec.taskManager.memory": "16Gi from spec.environments.prod, specs/a.yaml:38; over spec, specs/a.yaml:19",
		"spec.taskManager.slots":  "4 from preset own/v1, presets/own.yaml:8",
		"spec.storage.s3.plugin":  "Presto from default",
		"spec.env.MODE":           "batch from spec, specs/a.yaml:23",
		"spec.flinkConfiguration[parallelism.default]": "4 from spec, specs/a.yaml:26",
		"spec.metrics":                                    "map[] from spec, specs/a.yaml:21",
		"spec.metrics.port":                               "9249 from default",
		"spec.webUI":                                      "map[] from spec, specs/a.yaml:22",
		"spec.environment.name":                           "prod from Environment prod, specs/a.yaml:3",
		"spec.environment.operatorVersion":                "1.15 from Environment prod, specs/a.yaml:6",
		"spec.environment.namespace":                      "streaming from Environment prod, specs/a.yaml:5; over preset own/v1, presets/own.yaml:12",
		"spec.environment.s3.bucket":                      "flink-prod from Environment prod, specs/a.yaml:9",
		"spec.environment.s3.endpoint":                    "https://objects.example.com from spec.environment, specs/a.yaml:28",
		"spec.environment.imageRegistry":                  "registry.example.com from spec.environments.prod.environment, specs/a.yaml:41; over preset own/v1, presets/own.yaml:13",
		"spec.podTemplate.spec.containers[0].image":       "shipper:1 from spec, specs/a.yaml:33",
		"spec.podTemplate.spec.containers[0].args":        "[-v] from spec.environments.prod, specs/a.yaml:46",
		"spec.podTemplate.spec.containers[0].env[0].name": "LEVEL from spec, specs/a.yaml:35",
		"spec.podTemplate.spec.containers[0].env[1].name": "TARGET from spec.environments.prod, specs/a.yaml:48",
		"spec.podTemplate.spec.containers[0].name":        "shipper from spec.environments.prod, specs/a.yaml:45; over spec, specs/a.yaml:32",

		// What is a setting by default comes from where that is made.
		"spec.namespace":           "streaming from Environment prod, specs/a.yaml:5; over preset own/v1, presets/own.yaml:12",
		"spec.imagePullSecrets":    "[registry] from Environment prod, specs/a.yaml:7",
		"spec.webUI.className":     "nginx from Environment prod, specs/a.yaml:8",
		"spec.webUI.controller":    "NGINX from Environment prod, specs/a.yaml:8",
		"spec.webUI.tlsSecretName": "wildcard from Environment prod, specs/a.yaml:8",
		"spec.serviceAccount.name": "flink from Environment prod, specs/a.yaml:10",
	} {
		v, ok := value(shown, path)
		got := "nothing"
		if ok {
			got = strings.TrimPrefix(format(v), " ")
		}
		if got != want {
			t.Errorf("%s is %s\nwant %s", path, got, want)
		}
	}
	if v, ok := value(shown, "spec.flinkConfiguration[rest.flamegraph.enabled]"); ok {
		t.Errorf("null removes what the preset gives: %v", v)
	}
}

func format(v effective.Value) string {
	text, _ := yaml.Marshal(v.Value)
	shown := strings.TrimSpace(string(text))
	switch value := v.Value.(type) {
	case map[string]any:
		shown = "map[]"
	case []any:
		shown = "[" + value[0].(string) + "]"
	case string:
		shown = value
	}
	shown += " from " + v.Origin.String()
	for _, o := range v.Over {
		shown += "; over " + o.String()
	}
	return shown
}

// consoleWithAll has all features that take settings over.
const consoleWithAll = `---
apiVersion: flinkustomize.dev/v1alpha1
kind: StreamPark
metadata: {name: console}
spec:
  version: 2.1.6
  database: {type: H2}
  ingress: {}
  environments: {prod: {}}
`

// A field whose default is a setting must name where that is made: each kind lists such fields.
func TestNoDefaultIsASetting(t *testing.T) {
	w := load(t, map[string]string{"specs/a.yaml": everyLevel + consoleWithAll})
	for _, name := range []string{"analytics", "console"} {
		shown := one(t, w, name, "prod")
		for _, unique := range []string{"streaming", "registry", "example.com", "nginx", "NGINX", "wildcard", "flink", "flink-prod"} {
			for _, v := range shown.Values {
				if strings.HasPrefix(v.Path, "spec.environment.") || v.Level != effective.Default {
					continue
				}
				list, _ := v.Value.([]any)
				if v.Value == unique || slices.Contains(list, any(unique)) {
					t.Errorf("%s: %s is %v of the environment, not a default", name, v.Path, v.Value)
				}
			}
		}
	}
}

func TestWhatIsShownIsYAMLWithAlignedOrigins(t *testing.T) {
	session := strings.Replace(everyLevel, "env: {MODE: batch}", "env: {MODE: batch, TEXT: \"a\\nb #@0\\n\", YES: \"yes\", HASH: \"a #@1\"}", 1)
	shown := one(t, load(t, map[string]string{"specs/a.yaml": session}), "analytics", "prod")
	for _, over := range []bool{false, true} {
		text, err := shown.YAML(over)
		if err != nil {
			t.Fatal(err)
		}
		var document struct {
			Spec struct {
				Env         map[string]string
				TaskManager struct{ Memory string } `yaml:"taskManager"`
			}
		}
		if err := yaml.Unmarshal(text, &document); err != nil {
			t.Fatalf("%v:\n%s", err, text)
		}
		want := map[string]string{"MODE": "batch", "TEXT": "a\nb #@0\n", "YES": "yes", "HASH": "a #@1"}
		if diff := cmp.Diff(want, document.Spec.Env); diff != "" {
			t.Errorf("other values:\n%s\n%s", diff, text)
		}
		if document.Spec.TaskManager.Memory != "16Gi" {
			t.Errorf("other values:\n%s", text)
		}
		if !strings.Contains(string(text), `"YES": "yes"`) {
			t.Errorf("YAML 1.1 reads yes as a boolean:\n%s", text)
		}
		if names := strings.Contains(string(text), "; over spec, specs/a.yaml:19"); names != over {
			t.Errorf("levels below are named: %t, want %t:\n%s", names, over, text)
		}
		columns := map[int]bool{}
		for line := range strings.Lines(string(text)) {
			if before, _, ok := strings.Cut(line, "  # "); ok && len(before) < 60 {
				columns[len(before)] = true
			}
		}
		if len(columns) != 1 {
			t.Errorf("the comments stand in %d columns:\n%s", len(columns), text)
		}
	}
}

// No credential must be repeated, whatever level it stands in.
func TestACredentialIsNotShown(t *testing.T) {
	const token, password = "ghp_0123456789abcdefghijklmnopqrstuvwxyzAB", "hunter2hunter2"
	session := strings.NewReplacer("MODE: batch", "MODE: batch, API_TOKEN: "+token, "value: loki", "value: "+token,
		`parallelism.default: "4"`, `s3.secret-key: `+password, "bucket: flink-prod", "bucket: "+token, "args: [-v]", "args: [-v, --password, "+password+"]").Replace(everyLevel)
	shown := one(t, load(t, map[string]string{"specs/a.yaml": session}), "analytics", "prod")
	text, err := shown.YAML(true)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), token) || strings.Contains(string(text), password) {
		t.Errorf("a credential is shown:\n%s", text)
	}
	for path, want := range map[string]any{
		"spec.env.API_TOKEN": "***", "spec.flinkConfiguration[s3.secret-key]": "***", "spec.environment.s3.bucket": "***",
		"spec.podTemplate.spec.containers[0].env[1].value": "***", "spec.podTemplate.spec.containers[0].env[0].value": "info",
	} {
		if v, _ := value(shown, path); v.Value != want {
			t.Errorf("%s is %v, want %v", path, v.Value, want)
		}
	}
}

func TestSpecsAreNamedByFileKindAndName(t *testing.T) {
	twice := strings.Replace(consoleWithAll, "{name: console}", "{name: analytics}", 1)
	w := load(t, map[string]string{"specs/a.yaml": everyLevel + consoleWithAll, "specs/b.yaml": strings.TrimPrefix(twice, "---\n")})
	for spec, want := range map[string]string{
		"console":                "StreamPark console",
		"streampark/console":     "StreamPark console",
		"session/analytics":      "FlinkSession analytics",
		"FlinkSession/analytics": "FlinkSession analytics",
		"StreamPark/analytics":   "StreamPark analytics",
		"specs/a.yaml":           "FlinkSession analytics, StreamPark console",

		"analytics":                 `the spec must be one, FlinkSession/analytics or StreamPark/analytics, not "analytics"`,
		"consol":                    `the spec must be one of FlinkSession/analytics, StreamPark/console, StreamPark/analytics, not "consol": did you mean "console"?`,
		"FlinkSesion/analytics":     `the spec must be one of FlinkSession/analytics, StreamPark/console, StreamPark/analytics, not "FlinkSesion/analytics": did you mean "FlinkSession/analytics"?`,
		"specs/c.yaml":              `must be a file with specs of the workspace, not "specs/c.yaml": did you mean "specs/a.yaml"?`,
		"FlinkSession/analytics:pr": `the environment must be prod, not "pr"`,
		"":                          "give a spec, such as one of FlinkSession/analytics, StreamPark/console, StreamPark/analytics",
	} {
		spec, environment, _ := strings.Cut(spec, ":")
		all, err := effective.Of(w, spec, environment)
		var names []string
		for _, s := range all {
			names = append(names, s.Kind+" "+s.Name)
		}
		got := strings.Join(names, ", ")
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, want) {
			t.Errorf("%q gives %s\nwant %s", spec, got, want)
		}
		var missing *effective.NotFoundError
		if isMissing := errors.As(err, &missing); err != nil && isMissing == (spec == "") {
			t.Errorf("%q: %T", spec, err)
		}
	}
	names, err := effective.Names(w)
	if want := []string{"FlinkSession/analytics", "StreamPark/analytics", "StreamPark/console", "analytics", "console"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("the names are %q, %v, want %q", names, err, want)
	}
	environments, err := effective.Environments(w)
	if err != nil || !slices.Equal(environments, []string{"prod"}) {
		t.Errorf("the environments are %q, %v", environments, err)
	}
}

// What is wrong with a spec is shown beside what can be shown of it.
func TestASpecThatIsWrongIsShown(t *testing.T) {
	for name, test := range map[string]struct {
		old, with, finding string
		shown              bool
	}{
		"a value that is refused":       {"memory: 16Gi", "memory: 1.5Gi", "", true},
		"a field that does not exist":   {"memory: 16Gi", "memory: 16Gi, memry: 1Gi", "memry", true},
		"a preset that does not exist":  {"own/v1", "own/v2", "own/v2", false},
		"what is no YAML":               {"metadata: {name: analytics}", "metadata: {name: analytics", "specs/a.yaml", false},
		"an environment that is not":    {"    prod:\n", "    prd:\n", "prd", false},
		"a pod template that cannot be": {"image: shipper:1", "image: {a: b}", "podTemplate", false},
	} {
		t.Run(name, func(t *testing.T) {
			w := load(t, map[string]string{"specs/a.yaml": strings.Replace(everyLevel, test.old, test.with, 1)})
			all, err := effective.Of(w, "analytics", "")
			var found diagnostic.Findings
			if errors.As(err, &found) != (test.finding != "") || test.finding != "" && !strings.Contains(found.Error(), test.finding) {
				t.Errorf("error = %v, want %q", err, test.finding)
			}
			if shown := len(all) > 0; shown != test.shown {
				t.Errorf("is shown: %t, want %t", shown, test.shown)
			}
		})
	}
}

func TestAWorkspaceWithoutNamedEnvironments(t *testing.T) {
	text := "apiVersion: flinkustomize.dev/v1alpha1\nkind: FlinkSession\nmetadata: {name: alone}\nspec:\n  flinkVersion: 1.20.3\n  imagePullSecrets: []\n" +
		"  environment: {namespace: a, operatorVersion: \"1.15\", imagePullSecrets: [b]}\n"
	w := load(t, map[string]string{"specs/a.yaml": text})
	shown := one(t, w, "", "")
	if shown.Name != "alone" || shown.Environment != "" {
		t.Errorf("the only spec must be shown, not %s in %q", shown.Name, shown.Environment)
	}
	if v, ok := value(shown, "spec.imagePullSecrets"); !ok || v.Origin.String() != "spec, specs/a.yaml:6" {
		t.Errorf("an empty list wins over the environment's: %v, %t", v, ok)
	}
	if v, _ := value(shown, "spec.namespace"); v.Origin.String() != "spec.environment, specs/a.yaml:7" {
		t.Errorf("the namespace is from %s", v.Origin)
	}
	_, err := effective.Of(w, "alone", "prod")
	if want := "FlinkSession/alone has no named environments: leave --environment out"; err == nil || err.Error() != want {
		t.Errorf("error = %v, want %s", err, want)
	}
}
