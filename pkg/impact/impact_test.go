package impact_test

import (
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/impact"
)

// object reads one object.
func object(t testing.TB, text string) *unstructured.Unstructured {
	t.Helper()
	u := &unstructured.Unstructured{}
	if err := yaml.Unmarshal([]byte(text), &u.Object); err != nil {
		t.Fatal(err)
	}
	return u
}

func TestSmoke(t *testing.T) {
	base := `
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: analytics, namespace: prod}
spec:
  image: flink:1.20.3
  flinkVersion: v1_20
  serviceAccount: flink
  flinkConfiguration:
    high-availability.type: kubernetes
    high-availability.storageDir: s3://flink/ha
  taskManager: {resource: {memory: 2048m, cpu: 1}}
`
	a := object(t, base)
	b := a.DeepCopy()
	unstructured.SetNestedField(b.Object, "2g", "spec", "taskManager", "resource", "memory")
	r := impact.Compare([]impact.Target{{App: "flink/analytics", Environment: "prod", Objects: []*unstructured.Unstructured{a}}},
		[]impact.Target{{App: "flink/analytics", Environment: "prod", Objects: []*unstructured.Unstructured{b}}})
	text, _ := yaml.Marshal(r)
	t.Log(string(text))
}
