package diagnostic_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
)

func Example() {
	var errs diagnostic.Findings
	spec := diagnostic.Path{}.Child("spec")
	errs = append(errs, diagnostic.Finding{
		Position: diagnostic.Position{File: "apps/analytics.yaml", Line: 14, Column: 13},
		Path:     spec.Child("taskManager", "memory"),
		Message:  `must be a whole number with a unit, such as 2048m or 2Gi, not "1.5Gi"`,
	}, diagnostic.Finding{
		Position: diagnostic.Position{File: "apps/analytics.yaml", Line: 9, Column: 28},
		Path:     spec.Child("highAvailability", "mode"),
		Message:  diagnostic.OneOf("Kubernets", []string{"None", "Kubernetes", "ZooKeeper"}),
	})
	fmt.Println(errs.Err())
	// Output:
	// apps/analytics.yaml:9:28: spec.highAvailability.mode: must be one of None, Kubernetes, ZooKeeper, not "Kubernets": did you mean "Kubernetes"?
	// apps/analytics.yaml:14:13: spec.taskManager.memory: must be a whole number with a unit, such as 2048m or 2Gi, not "1.5Gi"
}
