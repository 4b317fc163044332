package alertrule_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/internal/alertrule"
)

func ExampleEnvironment() {
	rule := alertrule.Environment(v1alpha1.Metadata{Name: "prod"},
		&v1alpha1.EnvironmentSpec{Namespace: "streaming", Alerts: &v1alpha1.EnvironmentAlerts{}},
		[]alertrule.App{{Environment: "prod", Namespace: "streaming", Label: "analytics", Own: []string{"FlinkJobRestarting"}}})
	for _, group := range rule.Spec.Groups {
		for _, r := range group.Rules {
			if r.Alert == "FlinkJobRestarting" {
				fmt.Println(r.Expr.String())
			}
		}
	}
	// Output:
	// sum by (namespace, app, job_name, job_id) (increase(flink_jobmanager_job_numRestarts{namespace="streaming", app!="analytics"}[10m])) >= 3
}
