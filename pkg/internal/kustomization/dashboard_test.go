package kustomization_test

import (
	"fmt"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
)

// The Grafana Operator finds the JSON of a dashboard by the name of its ConfigMap, which kustomize does not know to be one.
func TestAGrafanaDashboardFollowsTheNameOfItsConfigMap(t *testing.T) {
	shared := files(t, `
apiVersion: v1
kind: ConfigMap
metadata: {name: flink-session-dashboard}
data: {flink-session.json: "{}"}
---
apiVersion: grafana.integreatly.org/v1beta1
kind: GrafanaDashboard
metadata: {name: flink-session}
spec:
  instanceSelector: {matchLabels: {dashboards: grafana}}
  configMapRef: {name: flink-session-dashboard, key: flink-session.json}
`)
	folder, err := kustomization.BuildEnvironments([]kustomization.Environment{{Name: "prod", From: "Environment prod", Namespace: "streaming", Shared: shared}})
	if err != nil {
		t.Fatal(err)
	}
	files := disk(t, folder)
	write(t, files, "/top/kustomization.yaml", "namePrefix: new-\nresources: [../environments/prod]\n")
	objects, err := kustomize(t, files, "/top")
	if err != nil {
		t.Fatal(err)
	}
	if name := at(find(t, objects, "GrafanaDashboard").Tree(), "spec/configMapRef/name"); fmt.Sprint(name) != "[new-flink-session-dashboard]" {
		t.Errorf("the dashboard must be in new-flink-session-dashboard, not %v", name)
	}
}
