package lint_test

import (
	"fmt"

	"github.com/flinkustomize/flinkustomize/pkg/lint"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
)

func Example() {
	release, err := operator.ParseRelease("1.10")
	if err != nil {
		fmt.Println(err)
		return
	}
	manifest := `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: analytics
spec:
  image: flink:1.20.3
  flinkVersion: v1_20
  jobManager:
    replicas: 2
    resource: {memory: 2Gi}
  taskManager:
    resource: {memory: 4Gi}
`
	fmt.Println(lint.File("analytics.yaml", []byte(manifest), lint.Target{Operator: release}))
	// Output:
	// analytics.yaml:5:1: spec.serviceAccount: must be set: the ServiceAccount that JobManager and TaskManagers run as, which the operator does not create
	// analytics.yaml:9:15: spec.jobManager.replicas: must be 1 without high availability, not 2: set high-availability.type and high-availability.storageDir
}
