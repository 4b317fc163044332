package importer

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// Labels and annotations stand in no custom resource's spec, and those of StreamPark's Service in a field of the spec.
func TestNoCredentialIsWritten(t *testing.T) {
	tree(t, map[string]string{"all.yaml": `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: analytics
  namespace: streaming
  labels: {team: data, password: hunter2}
  annotations: {example.com/url: "https://flink:hunter2@host", example.com/token: hunter2}
spec: {image: flink, flinkVersion: v1_20, flinkConfiguration: {s3.secret-key: hunter2}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: streampark, namespace: streaming, annotations: {password: hunter2}}
spec:
  selector: {matchLabels: {app: streampark}}
  template:
    metadata: {labels: {app: streampark}}
    spec: {containers: [{name: streampark, image: apache/streampark:2.1.6, command: [bash, -c, ./bin/startup.sh --password hunter2]}]}
---
apiVersion: v1
kind: Service
metadata: {name: streampark, namespace: streaming, annotations: {team: data, example.com/token: hunter2}}
spec: {ports: [{port: 10000}], selector: {app: streampark}}
`})
	result, err := Import(Options{Places: []Place{{Path: "all.yaml"}}})
	if err != nil {
		t.Fatal(err)
	}
	_, found, err := result.Verify()
	if err != nil {
		t.Fatal(err)
	}
	report, err := json.Marshal([]any{result.Notes, found})
	if err != nil {
		t.Fatal(err)
	}
	for file, text := range result.Files {
		if bytes.Contains(text, []byte("hunter2")) {
			t.Errorf("%s must hold no credential:\n%s", file, text)
		}
	}
	if bytes.Contains(report, []byte("hunter2")) {
		t.Errorf("the report must repeat no credential:\n%s", report)
	}
	for _, field := range []string{"metadata.labels.password", "metadata.annotations[example.com/url]", "metadata.annotations[example.com/token]",
		"spec.flinkConfiguration[s3.secret-key]", "spec.service.annotations[example.com/token]", "metadata.annotations.password"} {
		n := 0
		for _, note := range result.Notes {
			if note.Field == field && note.Outcome == NotKept && strings.Contains(note.Message, "in plain text") {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s must be noted once, not %d times: %s", field, n, report)
		}
	}
	if !bytes.Contains(result.Files["flink/analytics.yaml"], []byte("team: data")) {
		t.Errorf("the other label must be kept: %s", report)
	}
}
