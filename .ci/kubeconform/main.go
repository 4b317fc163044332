// Command kubeconform makes what .ci/kubeconform/run measures: FlinkDeployments, and a JSON Schema for kubeconform of the
// CRD that an API server would check them by.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"sigs.k8s.io/yaml"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: kubeconform CRD FOLDER N")
		os.Exit(2)
	}
	n, err := strconv.Atoi(os.Args[3])
	if err == nil {
		err = writeSchema(os.Args[1], filepath.Join(os.Args[2], "schema.json"))
	}
	if err == nil {
		err = writeDeployments(filepath.Join(os.Args[2], "manifests"), n)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "kubeconform:", err)
		os.Exit(1)
	}
}

// writeSchema writes the schema of the first version of a CRD: objects have no other fields than it lists.
func writeSchema(crd, to string) error {
	text, err := os.ReadFile(crd)
	if err != nil {
		return err
	}
	var definition struct {
		Spec struct {
			Versions []struct {
				Schema struct {
					OpenAPIV3Schema map[string]any `json:"openAPIV3Schema"`
				} `json:"schema"`
			} `json:"versions"`
		} `json:"spec"`
	}
	if err := yaml.Unmarshal(text, &definition); err != nil {
		return err
	}
	if len(definition.Spec.Versions) == 0 {
		return fmt.Errorf("%s has no version", crd)
	}
	schema := definition.Spec.Versions[0].Schema.OpenAPIV3Schema
	closed(schema)
	delete(schema, "additionalProperties") // apiVersion, kind and metadata
	written, err := json.Marshal(schema)
	if err != nil {
		return err
	}
	return os.WriteFile(to, written, 0o666)
}

// closed refuses unknown fields, as kubectl does, and says in the words of JSON Schema what OpenAPI says in its own.
func closed(schema map[string]any) {
	if properties, ok := schema["properties"].(map[string]any); ok {
		if _, open := schema["additionalProperties"]; !open && schema["x-kubernetes-preserve-unknown-fields"] != true {
			schema["additionalProperties"] = false
		}
		for _, property := range properties {
			if below, ok := property.(map[string]any); ok {
				closed(below)
			}
		}
	}
	for _, key := range []string{"items", "additionalProperties"} {
		if below, ok := schema[key].(map[string]any); ok {
			closed(below)
		}
	}
	if schema["x-kubernetes-int-or-string"] == true {
		delete(schema, "type")
		schema["oneOf"] = []any{map[string]any{"type": "string"}, map[string]any{"type": "integer"}}
	}
	delete(schema, "format") // such as int64, which JSON Schema does not have
}

// writeDeployments writes N clusters, one a file.
func writeDeployments(folder string, n int) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for i := range n {
		name := fmt.Sprintf("analytics-%05d", i)
		if err := os.WriteFile(filepath.Join(folder, name+".yaml"), []byte(strings.ReplaceAll(deployment, "NAME", name)), 0o666); err != nil {
			return err
		}
	}
	return nil
}

const deployment = `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: NAME
  namespace: flink
  labels: {team: analytics}
spec:
  image: registry.example.com/flink:1.20.3
  imagePullPolicy: IfNotPresent
  flinkVersion: v1_20
  mode: native
  serviceAccount: flink
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "4"
    high-availability.type: kubernetes
    high-availability.storageDir: s3://flink/NAME/ha
    execution.checkpointing.interval: 1min
    execution.checkpointing.dir: s3://flink/NAME/checkpoints
    execution.checkpointing.savepoint-dir: s3://flink/NAME/savepoints
    state.backend.type: rocksdb
    execution.checkpointing.incremental: "true"
    restart-strategy.type: exponential-delay
    metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
    metrics.reporter.prom.port: "9249"
  ingress:
    template: "{{name}}.flink.example.com"
    className: nginx
  podTemplate:
    spec:
      securityContext: {runAsNonRoot: true, runAsUser: 9999, fsGroup: 9999}
      containers:
      - name: flink-main-container
        env:
        - name: AWS_ACCESS_KEY_ID
          valueFrom: {secretKeyRef: {name: s3, key: access}}
        - name: AWS_SECRET_ACCESS_KEY
          valueFrom: {secretKeyRef: {name: s3, key: secret}}
        volumeMounts:
        - {name: scratch, mountPath: /tmp/scratch}
        ports:
        - {name: metrics, containerPort: 9249}
      volumes:
      - name: scratch
        emptyDir: {}
  jobManager:
    replicas: 1
    resource: {memory: 2Gi, cpu: 1}
  taskManager:
    replicas: 2
    resource: {memory: 8Gi, cpu: 2}
  job:
    jarURI: local:///opt/flink/usrlib/job.jar
    entryClass: com.example.Job
    args: ["--topic", "events"]
    parallelism: 8
    upgradeMode: savepoint
    state: running
`
