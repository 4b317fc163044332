package fold_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flinkustomize/flinkustomize/pkg/internal/draft/fold"
)

// Fields stand in the order of the reference, keys of the user's own by alphabet, and those of pod templates as people write them. What
// some parser would not read as a text is in quotes.
func TestDocumentsAreWrittenAsPeopleWriteThem(t *testing.T) {
	text, err := fold.Document{Kind: "FlinkSession", Name: "on", Labels: map[string]string{"b": "1", "a": "yes"}, Annotations: map[string]string{"x": "~"}, Spec: object{
		"taskManager": object{"memory": "4Gi", "cpu": "0.5", "cpuLimitFactor": "2", "slots": int64(2)},
		"jobManager":  object{"memory": "2Gi", "cpu": "1.50"},
		"flinkConfiguration": object{
			"z": "1.10", "a": nil, "empty": "", "text": "a: b # c", "lines": "one\ntwo\n", "date": "2026-01-01", "octal": "010", "hex": "0x1F", "sexagesimal": "1:20", "tab": "a\tb",
		},
		"podTemplate":  object{"spec": object{"containers": []any{object{"image": "a", "args": []any{"-x", "no"}, "name": "flink-main-container"}}}},
		"flinkVersion": "1.20.3",
		"environment":  object{"operatorVersion": "1.15"},
	}}.YAML()
	if err != nil {
		t.Fatal(err)
	}
	want := `apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata:
  name: "on"
  labels:
    a: "yes"
    b: "1"
  annotations:
    x: "~"
spec:
  flinkVersion: 1.20.3
  jobManager:
    cpu: "1.50"
    memory: 2Gi
  taskManager:
    cpu: 0.5
    cpuLimitFactor: 2
    memory: 4Gi
    slots: 2
  flinkConfiguration:
    a: null
    date: "2026-01-01"
    empty: ""
    hex: "0x1F"
    lines: |
      one
      two
    octal: "010"
    sexagesimal: "1:20"
    tab: "a\tb"
    text: "a: b # c"
    z: "1.10"
  podTemplate:
    spec:
      containers:
      - name: flink-main-container
        image: a
        args:
        - -x
        - "no"
  environment:
    operatorVersion: "1.15"
`
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
