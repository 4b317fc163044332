package manifest_test

import (
	"fmt"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

// session returns a FlinkDeployment with about 60 leaves.
func session() map[string]any {
	configuration := map[string]any{}
	for i := range 24 {
		configuration[fmt.Sprintf("taskmanager.option-%02d.interval", i)] = "30s"
	}
	return map[string]any{
		"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkDeployment",
		"metadata": map[string]any{"name": "analytics", "labels": map[string]any{"app.kubernetes.io/name": "analytics", "team": "data"}},
		"spec": map[string]any{
			"image": "flink:1.20.3-scala_2.12-java17", "imagePullPolicy": "IfNotPresent", "flinkVersion": "v1_20",
			"mode": "native", "serviceAccount": "analytics", "flinkConfiguration": configuration,
			"podTemplate": map[string]any{
				"metadata": map[string]any{"labels": map[string]any{"team": "data"}},
				"spec": map[string]any{
					"containers": []any{map[string]any{
						"name":         "flink-main-container",
						"ports":        []any{map[string]any{"name": "metrics", "containerPort": int64(9249), "protocol": "TCP"}},
						"env":          []any{map[string]any{"name": "ENABLE_BUILT_IN_PLUGINS", "value": "flink-s3-fs-presto-1.20.3.jar"}, map[string]any{"name": "TZ", "value": "UTC"}},
						"envFrom":      []any{map[string]any{"secretRef": map[string]any{"name": "minio-flink"}}},
						"volumeMounts": []any{map[string]any{"name": "hadoop", "mountPath": "/etc/hadoop/conf"}, map[string]any{"name": "hive", "mountPath": "/etc/hive/conf"}},
					}},
					"volumes": []any{
						map[string]any{"name": "hadoop", "configMap": map[string]any{"name": "hdfs-config"}},
						map[string]any{"name": "hive", "configMap": map[string]any{"name": "hive-config"}},
						map[string]any{"name": "tmp", "emptyDir": map[string]any{}},
					},
				},
			},
			"jobManager":  map[string]any{"replicas": int64(2), "resource": map[string]any{"cpu": 0.5, "memory": "2Gi"}},
			"taskManager": map[string]any{"resource": map[string]any{"cpu": int64(2), "memory": "8Gi"}},
		},
	}
}

func BenchmarkFromEncode(b *testing.B) {
	typed := &unstructured.Unstructured{Object: session()}
	b.ReportAllocs()
	for b.Loop() {
		object, err := manifest.From(typed)
		if err != nil {
			b.Fatal(err)
		}
		object.Encode("FlinkSession analytics")
	}
}

func BenchmarkFrom(b *testing.B) {
	typed := &unstructured.Unstructured{Object: session()}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := manifest.From(typed); err != nil {
			b.Fatal(err)
		}
	}
}
