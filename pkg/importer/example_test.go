package importer_test

import (
	"fmt"
	"strings"

	"github.com/flinkustomize/flinkustomize/pkg/importer"
)

func ExampleImport() {
	result, err := importer.Import(importer.Options{
		Places: []importer.Place{{Path: "-"}},
		Stdin: strings.NewReader(`apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: analytics
  namespace: streaming
spec:
  image: flink:1.20.3-scala_2.12-java17
  flinkVersion: v1_20
  serviceAccount: flink
  jobManager:
    resource:
      cpu: 1
      memory: 2g
  taskManager:
    resource:
      cpu: 2
      memory: 4g
`),
	})
	if err != nil {
		panic(err)
	}
	for _, document := range result.Documents {
		fmt.Printf("%s %s in %s\n", document.Kind, document.Name, document.File)
	}
	report, findings, err := result.Verify()
	if err != nil {
		panic(err)
	}
	fmt.Printf("%d objects differ, %d findings\n", len(report.Changes), len(findings))
	// Output:
	// FlinkSession analytics in flink/analytics.yaml
	// 0 objects differ, 0 findings
}
