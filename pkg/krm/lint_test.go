package krm_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/krm"
)

const flinkLint = `apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkLint
metadata: {name: lint}
`

const wrongCluster = `- apiVersion: flink.apache.org/v1beta1
  kind:   FlinkDeployment   # by hand
  metadata:
    name: reports
    annotations: {internal.config.kubernetes.io/path: reports.yaml, internal.config.kubernetes.io/index: "1"}
  spec:
    image: flink:1.20
    flinkVersion: v1_20
    serviceAccount: flink
    flinkConfiguration:
      kubernetes.namespace: x
    jobManager: {resource: {memory: 2Gi, cpu: 1}}
    taskManager: {resource: {memory: 1.5Gi, cpu: 1}}
`

func TestAFlinkLintChecksItemsAndKeepsEveryByte(t *testing.T) {
	items := strings.Join(others, "") + wrongCluster
	output, results, err := krm.Run([]byte(resourceList(items, flinkLint)))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(output), resourceList(items, "")) {
		t.Errorf("the items are not those of the input:\n%s", cmp.Diff(resourceList(items, ""), string(output)))
	}
	var got []string
	for _, result := range results {
		got = append(got, krm.FormatResult(result))
	}
	want := []string{
		"reports.yaml: FlinkDeployment reports: spec.flinkConfiguration[kubernetes.namespace]: must not be set: the operator sets it from the object's own name and namespace, and refuses it here [reserved-option]",
		`reports.yaml: FlinkDeployment reports: spec.taskManager.resource.memory: must be a whole number with a unit, such as 2048m or 2Gi, not "1.5Gi" [memory]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if results.ExitCode() != 1 || results[0].Tags["rule"] != "reserved-option" || results[0].File.Index != 1 {
		t.Errorf("a result must have its rule and the item's place: %+v", results[0])
	}
}

func TestWhatAFlinkLintSays(t *testing.T) {
	for name, test := range map[string]struct {
		config, items string
		want          []string // part of each result
	}{
		"disabled rules give no results": {config: flinkLint + "spec: {disable: [reserved-option, memory]}\n", items: wrongCluster},
		"another release":                {config: flinkLint + "spec: {operatorVersion: \"1.9\", disable: [reserved-option]}\n", items: wrongCluster, want: []string{"operator release 1.9", "1.5Gi"}},
		"items that are not for the cluster are passed over": {config: flinkLint,
			items: strings.Replace(wrongCluster, "{internal", `{config.kubernetes.io/local-config: "true", internal`, 1)},
		"a comment waives its line, and another one nothing": {config: flinkLint,
			items: strings.NewReplacer("namespace: x", "namespace: x # lint.flinkustomize.dev/waive: reserved-option it is a test",
				"flinkVersion:", "flinkVersion: # lint.flinkustomize.dev/waive: memory-unit none\n     ").Replace(wrongCluster),
			want: []string{"the waiver of memory-unit waives nothing", "1.5Gi"}},
		"an unknown rule":    {config: flinkLint + "spec: {disable: [memry]}\n", want: []string{`spec.disable[0]: must be the id of one of`}},
		"an unknown release": {config: flinkLint + "spec: {operatorVersion: \"2.0\"}\n", want: []string{`spec.operatorVersion: must be a release`}},
		"an unknown version": {config: flinkLint + "spec: {flinkVersion: \"1.3.0\"}\n", want: []string{`spec.flinkVersion: must be a Flink version`}},
		"an unknown field":   {config: flinkLint + "spec: {disabled: [memory]}\n", want: []string{`spec.disabled`}},
		"an unknown version of a custom resource": {config: flinkLint, items: strings.Replace(wrongCluster, "v1beta1", "v1alpha1", 1),
			want: []string{`apiVersion: must be flink.apache.org/v1beta1, not "flink.apache.org/v1alpha1"`}},
	} {
		t.Run(name, func(t *testing.T) {
			items := test.items
			if items == "" {
				items = others[2]
			}
			output, results, err := krm.Run([]byte(resourceList(items, test.config)))
			if err != nil || !strings.HasPrefix(string(output), resourceList(items, "")) {
				t.Fatalf("%v\n%s", err, output)
			}
			if len(results) != len(test.want) {
				t.Fatalf("got %d results, want %d: %v", len(results), len(test.want), results)
			}
			for i, want := range test.want {
				if got := krm.FormatResult(results[i]); !strings.Contains(got, want) {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		})
	}
}

// FuzzLint: whatever the items are, they come out as they went in, without a panic.
func FuzzLint(f *testing.F) {
	f.Add(wrongCluster)
	f.Add("- {apiVersion: flink.apache.org/v1beta1, kind: FlinkDeployment, spec: {podTemplate: [], job: 1, flinkConfiguration: {a: [b]}}}\n")
	f.Add("- &a {apiVersion: flink.apache.org/v1, metadata: {annotations: {lint.flinkustomize.dev/waive: x}}}\n- *a\n")
	f.Fuzz(func(t *testing.T, text string) {
		before := []byte(resourceList(text, flinkLint))
		output, _, err := krm.Run(before)
		if err != nil {
			return
		}
		want, got := items(t, before), items(t, output)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
