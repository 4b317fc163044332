package dashboard_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/dashboard"
	"github.com/flinkustomize/flinkustomize/pkg/inventory"
)

func ExampleFor() {
	environment := &v1alpha1.Environment{
		Metadata: v1alpha1.Metadata{Name: "prod"},
		Spec:     v1alpha1.EnvironmentSpec{Namespace: "streaming", Grafana: &v1alpha1.EnvironmentGrafana{Operator: new(true)}},
	}
	apps := []dashboard.App{{
		Target:    inventory.Target{Kind: v1alpha1.KindFlinkSession, Name: "analytics", Namespace: "streaming"},
		Clusters:  []string{"analytics"},
		Monitored: true,
	}}
	dashboards := dashboard.For(environment, apps)
	for _, d := range dashboards {
		fmt.Println(d.Name, d.UID)
	}
	for _, file := range dashboard.Objects(environment, dashboards) {
		fmt.Println(file.Name)
	}
	// Output:
	// flink-session flink-session-1138746b45c8530a
	// flink-operator flink-operator-1138746b45c8530a
	// configmap-flink-session.yaml
	// configmap-flink-operator.yaml
}
