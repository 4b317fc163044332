package decode_test

import (
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/decode"
)

const fortyLines = `apiVersion: flinkustomize.dev/v1alpha1
kind: FlinkSession
metadata:
  name: analytics
  labels:
    team: data
    stage: production
spec:
  flinkVersion: 1.20.3
  image: flink:1.20.3-scala_2.12-java17
  jobManager:
    replicas: 2
    cpu: 1
    memory: 2Gi
  taskManager:
    cpu: 2
    memory: 8Gi
    slots: 4
  storage: {type: S3}
  checkpoints:
    interval: 30s
    timeout: 20m
    retained: 3
    stateBackend: RocksDB
    incremental: true
  hive: {}
  metrics: {}
  flinkConfiguration:
    taskmanager.memory.network.max: 512mb
    taskmanager.memory.network.min: 64mb
    execution.checkpointing.tolerable-failed-checkpoints: 3
    restart-strategy.type: exponential-delay
  resources:
  - network-policy.yaml
  - secret-store.yaml
  environments:
    dev:
      jobManager: {replicas: 1}
    prod:
      taskManager: {memory: 16Gi}
`

type session struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Metadata   struct {
		Name   string            `json:"name"`
		Labels map[string]string `json:"labels"`
	} `json:"metadata"`
	Spec sessionSpec `json:"spec"`
}

type sessionSpec struct {
	FlinkVersion string       `json:"flinkVersion"`
	Image        string       `json:"image"`
	JobManager   *processSpec `json:"jobManager"`
	TaskManager  *processSpec `json:"taskManager"`
	Storage      *struct {
		Type string `json:"type"`
	} `json:"storage"`
	Checkpoints *struct {
		Interval     string `json:"interval"`
		Timeout      string `json:"timeout"`
		Retained     *int32 `json:"retained"`
		StateBackend string `json:"stateBackend"`
		Incremental  *bool  `json:"incremental"`
	} `json:"checkpoints"`
	Hive               *struct{}              `json:"hive"`
	Metrics            *struct{}              `json:"metrics"`
	FlinkConfiguration map[string]*string     `json:"flinkConfiguration"`
	Resources          []string               `json:"resources"`
	Environments       map[string]sessionSpec `json:"environments"`
}

type processSpec struct {
	Replicas *int32 `json:"replicas"`
	CPU      string `json:"cpu"`
	Memory   string `json:"memory"`
	Slots    *int32 `json:"slots"`
}

func BenchmarkDocuments(b *testing.B) {
	data := []byte(fortyLines)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decode.Documents("f.yaml", data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	documents, err := decode.Documents("f.yaml", []byte(fortyLines))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if errs := documents[0].Decode(&session{}); errs != nil {
			b.Fatal(errs)
		}
	}
}
