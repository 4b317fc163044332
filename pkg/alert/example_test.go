package alert_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/alert"
)

func ExampleNamed() {
	a, _ := alert.Named("FlinkContainerRestarted")
	fmt.Println(a.Severity, a.Needs)
	fmt.Println(a.Expression)
	// Output:
	// warning [kubeStateMetrics]
	// sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{<pods>}[15m])) > 0
}
