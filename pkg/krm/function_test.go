package krm_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/kustomize/kyaml/fn/framework"
	kyaml "sigs.k8s.io/kustomize/kyaml/yaml"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kind/registry"
	"github.com/flinkustomize/flinkustomize/pkg/krm"
)

const session = `apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata: {name: analytics}
spec:
  flinkVersion: 1.20.3
  jobManager: {memory: 2Gi}
  taskManager: {memory: 8Gi}
  environment: {namespace: streaming, operatorVersion: "1.15"}
`

// resourceList has items, which are indented as they stand, and a functionConfig.
func resourceList(items, config string) string {
	if items == "" {
		items = "items: []\n"
	} else {
		items = "items:\n" + items
	}
	if config != "" {
		config = "functionConfig:\n  " + strings.TrimSuffix(strings.ReplaceAll(config, "\n", "\n  "), "  ")
	}
	return "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n" + items + config
}

// run runs the function, which must find no errors.
func run(t *testing.T, input string) (string, framework.Results) {
	t.Helper()
	output, results, err := krm.Run([]byte(input))
	if err != nil {
		t.Fatal(err)
	}
	if results.ExitCode() != 0 {
		t.Fatal(results)
	}
	return string(output), results
}

// list is what comes out, as others read it.
type list struct {
	Items []struct {
		Kind     string `json:"kind"`
		Metadata struct {
			Name        string            `json:"name"`
			Namespace   string            `json:"namespace"`
			Labels      map[string]string `json:"labels"`
			Annotations map[string]string `json:"annotations"`
		} `json:"metadata"`
	} `json:"items"`
	Results []framework.Result `json:"results"`
}

func read(t *testing.T, output string) list {
	t.Helper()
	var l list
	if err := yaml.Unmarshal([]byte(output), &l); err != nil {
		t.Fatalf("%v in\n%s", err, output)
	}
	return l
}

// names are the items by their kinds and names.
func (l list) names() []string {
	var names []string
	for _, item := range l.Items {
		names = append(names, item.Kind+" "+item.Metadata.Name)
	}
	return names
}

var made = []string{"FlinkDeployment analytics", "ServiceAccount analytics", "Role analytics", "RoleBinding analytics"}

func TestObjectsAreMadeWithTheirPlaces(t *testing.T) {
	const folder = "flink/analytics/streaming/"
	output, results := run(t, resourceList("", session))
	if len(results) > 0 {
		t.Errorf("there must be no results: %v", results)
	}
	l := read(t, output)
	if diff := cmp.Diff(made, l.names()); diff != "" {
		t.Fatal(diff)
	}
	for i, want := range []struct{ path, index string }{
		{folder + "flinkdeployment.yaml", "0"}, {folder + "serviceaccount.yaml", "0"}, {folder + "role.yaml", "0"}, {folder + "rolebinding.yaml", "0"},
	} {
		metadata := l.Items[i].Metadata
		maps.DeleteFunc(metadata.Annotations, outlives)
		if diff := cmp.Diff(map[string]string{
			"internal.config.kubernetes.io/path": want.path, "internal.config.kubernetes.io/index": want.index,
			"config.kubernetes.io/path": want.path, "config.kubernetes.io/index": want.index,
		}, metadata.Annotations); diff != "" {
			t.Errorf("%s: %s", l.names()[i], diff)
		}
		if metadata.Namespace != "streaming" {
			t.Errorf("%s must be in the session's namespace, not %q", l.names()[i], metadata.Namespace)
		}
	}
}

// outlives reports whether an annotation has an object outlive the session, as its rights must.
func outlives(key, _ string) bool {
	return key == "argocd.argoproj.io/sync-options" || key == "kustomize.toolkit.fluxcd.io/prune"
}

// What runs functions shows one only the items below the folder of its functionConfig.
func TestObjectsGoBelowTheFolderOfTheFunctionConfig(t *testing.T) {
	for _, test := range []struct{ annotation, path, want string }{
		{"internal.config.kubernetes.io/path", "apps/analytics.yaml", "apps/flink/analytics/streaming/flinkdeployment.yaml"},
		{"config.kubernetes.io/path", "apps/analytics.yaml", "apps/flink/analytics/streaming/flinkdeployment.yaml"},
		{"internal.config.kubernetes.io/path", "apps/functions/analytics.yaml", "apps/flink/analytics/streaming/flinkdeployment.yaml"},
		{"internal.config.kubernetes.io/path", "analytics.yaml", "flink/analytics/streaming/flinkdeployment.yaml"},
	} {
		config := strings.Replace(session, "{name: analytics}", fmt.Sprintf("{name: analytics, annotations: {%s: %s}}", test.annotation, test.path), 1)
		output, _ := run(t, resourceList("", config))
		if got := read(t, output).Items[0].Metadata.Annotations["internal.config.kubernetes.io/path"]; got != test.want {
			t.Errorf("%s: got %s, want %s", test.path, got, test.want)
		}
	}
}

// kustomize marks the functionConfig itself; objects with those annotations would be dropped.
func TestAnnotationsForFunctionsAreNotTheSessions(t *testing.T) {
	config := strings.Replace(session, "{name: analytics}", `
  name: analytics
  labels: {team: data}
  annotations:
    owner: me
    config.kubernetes.io/function: "exec: {path: flinkustomize}"
    config.kubernetes.io/local-config: "true"
    internal.config.kubernetes.io/id: "1"
    config.k8s.io/id: "1"
    internal.kpt.dev/upstream-identifier: x`, 1)
	output, _ := run(t, resourceList("", config))
	for _, item := range read(t, output).Items {
		for key := range item.Metadata.Annotations {
			if key != "owner" && !outlives(key, "") && !strings.HasSuffix(key, "/path") && !strings.HasSuffix(key, "/index") {
				t.Errorf("%s must not have the annotation %s", item.Kind, key)
			}
		}
		if item.Metadata.Annotations["owner"] != "me" || item.Metadata.Labels["team"] != "data" {
			t.Errorf("%s must have the session's own labels and annotations", item.Kind)
		}
	}
}

func TestThePlaceholderEnvironmentIsTheNameOfTheInlineSettings(t *testing.T) {
	config := strings.Replace(session, "{namespace:", "{name: prod, s3: {bucket: flink}, namespace:", 1) + "  storage: {type: S3}\n"
	output, _ := run(t, resourceList("", config))
	if want := `"s3://flink/prod/streaming/checkpoints"`; !strings.Contains(output, want) {
		t.Errorf("there must be %s in\n%s", want, output)
	}
	if want := "path: flink/analytics/prod/flinkdeployment.yaml"; !strings.Contains(output, want) {
		t.Errorf("there must be %s in\n%s", want, output)
	}
}

func TestErrorsAreResultsAndNoItemChanges(t *testing.T) {
	const items = "- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n"
	config := strings.Replace(session, "{name: analytics}", `
  name: analytics
  annotations: {internal.config.kubernetes.io/path: apps/analytics.yaml, internal.config.kubernetes.io/index: "2"}`, 1)
	config += "  restartNonce: x\n"
	output, results, err := krm.Run([]byte(resourceList(items, config)))
	if err != nil {
		t.Fatal(err)
	}
	if results.ExitCode() != 1 {
		t.Errorf("the exit code must be 1, not %d", results.ExitCode())
	}
	if !strings.Contains(string(output), "items:\n"+items+"results:\n") {
		t.Errorf("the items must be those of the input:\n%s", output)
	}
	l := read(t, string(output))
	if len(l.Results) != 1 {
		t.Fatalf("there must be one result: %v", l.Results)
	}
	got := l.Results[0]
	if diff := cmp.Diff(&framework.File{Path: "apps/analytics.yaml", Index: 2}, got.File); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"namespace": "streaming", "rule": "wrong-type"}, got.Tags); diff != "" {
		t.Error(diff)
	}
	if got.Severity != framework.Error || got.Field.Path != "spec.restartNonce" || got.ResourceRef.Kind != "FlinkSession" || got.ResourceRef.Name != "analytics" {
		t.Errorf("the result must name the field of the session: %+v", got)
	}
	want := "apps/analytics.yaml: FlinkSession analytics: spec.restartNonce: must be a whole number, not \"x\" [wrong-type]"
	if message := krm.FormatResult(&got); message != want {
		t.Errorf("got %s, want %s", message, want)
	}
}

func TestFunctionConfigsThatAFunctionCannotServe(t *testing.T) {
	none := "functionConfig must be " + registry.Listed("a ", " or ") + ", and there is none [function-config]"
	kinds := strings.Join(krm.Kinds(), ", ")
	for _, test := range []struct{ name, config, want string }{
		{"none", "", none},
		{"null", "null\n", none},
		{"no mapping", "- a\n", "must be a mapping with apiVersion and kind, not a list [yaml]"},
		{"another kind", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n", "FlinkSession a: apiVersion: must be flinkustomize.dev/v1alpha1, not \"v1\" [unknown-kind]\n" +
			"FlinkSession a: kind: must be one of " + kinds + ", not \"ConfigMap\" [unknown-kind]"},
		{"an Environment", strings.Replace(session, "FlinkSession", "Environment", 1), "FlinkSession analytics: kind: must be one of " + kinds + `, not "Environment" [unknown-kind]`},
		{"unknown field", session + "  taskManger: {}\n", `FlinkSession analytics: spec.taskManger: is an unknown field: did you mean "taskManager"? [unknown-field]`},
		{"unknown field beside a bad value", strings.Replace(session, "8Gi", "eight", 1) + "  restartNonce: x\n",
			"FlinkSession analytics: spec.taskManager.memory: must be a whole number with a unit, such as 2048m or 2Gi, not \"eight\" [invalid-value]\n" +
				`FlinkSession analytics: spec.restartNonce: must be a whole number, not "x" [wrong-type]`},
		{"a namespace", strings.Replace(session, "analytics", "analytics, namespace: streaming", 1),
			"FlinkSession analytics: metadata.namespace: is an unknown field here: set spec.namespace or spec.environment.namespace [unknown-field]"},
		{"named environments", session + "  environments: {prod: {}}\n",
			"FlinkSession analytics: spec.environments: must not be set in a functionConfig, because a function sees no Environment documents: " +
				"set what one environment needs in spec.environment, or use flinkustomize generate [function-config]"},
		{"resources", session + "  resources: [a.yaml]\n",
			"FlinkSession analytics: spec.resources: must not be set in a functionConfig, because a function reads no files: " +
				"list them under resources of the kustomization, or use flinkustomize generate [function-config]"},
		{"log file", session + "  logConfiguration: {log4j-console.properties: {file: /etc/passwd}}\n",
			"FlinkSession analytics: spec.logConfiguration[log4j-console.properties].file: must not be set in a functionConfig, because a function reads no files: " +
				"write the text instead, or use flinkustomize generate [function-config]"},
		{"a preset that is not shipped", session + "  preset: platform/v1\n",
			`FlinkSession analytics: spec.preset: must be one of development/v1, development/v2, kdp-extras/v1, kdp/v1, kdp/v2, production/v1, production/v2, not "platform/v1" [unknown-reference]`},
		{"missing settings", strings.Replace(session, "namespace: streaming, ", "", 1) + "  webUI: {}\n",
			"FlinkSession analytics: spec.namespace: must be set, here or as spec.environment.namespace [required-field]\n" +
				"FlinkSession analytics: spec.webUI: needs spec.environment.ingress.domain: set it in this session, or name environments whose Environment documents set spec.ingress.domain [missing-setting]"},
		{"a path outside", strings.Replace(session, "{name: analytics}", "{name: analytics, annotations: {config.kubernetes.io/path: ../a.yaml}}", 1),
			`functionConfig must be in a file below the folder, not in "../a.yaml" [function-config]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, results, err := krm.Run([]byte(resourceList("", test.config)))
			if err != nil {
				t.Fatal(err)
			}
			var messages []string
			for _, result := range results {
				messages = append(messages, krm.FormatResult(result))
			}
			if diff := cmp.Diff(test.want, strings.Join(messages, "\n")); diff != "" {
				t.Error(diff)
			}
			if results.ExitCode() != 1 {
				t.Errorf("the exit code must be 1, not %d", results.ExitCode())
			}
		})
	}
}

// People read one form of a finding, whichever door it comes through.
func TestMessagesHaveTheWordsOfTheOtherCommands(t *testing.T) {
	session := &kyaml.ResourceIdentifier{TypeMeta: kyaml.TypeMeta{Kind: "FlinkSession"}, NameMeta: kyaml.NameMeta{Name: "a"}}
	field := &framework.Field{Path: "spec.jobManager.replicas"}
	rule := map[string]string{"rule": "unshared-uploads"}
	for _, test := range []struct {
		want   string
		result framework.Result
	}{
		{"FlinkSession a: warning: spec.jobManager.replicas: makes two [unshared-uploads]", framework.Result{Severity: framework.Warning, ResourceRef: session, Field: field, Tags: rule, Message: "makes two"}},
		{"FlinkSession a: spec.jobManager.replicas: makes two [unshared-uploads]", framework.Result{Severity: framework.Error, ResourceRef: session, Field: field, Tags: rule, Message: "makes two"}},
		{"a.yaml: FlinkSession a: is replaced (info)", framework.Result{Severity: framework.Info, ResourceRef: session, File: &framework.File{Path: "a.yaml"}, Message: "is replaced"}},
		{"a.yaml: must not be there", framework.Result{Severity: framework.Error, File: &framework.File{Path: "a.yaml"}, Message: "must not be there"}},
	} {
		if got := krm.FormatResult(&test.result); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}
