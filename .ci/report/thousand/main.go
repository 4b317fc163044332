// Command thousand writes the page of a workspace with 1,000 sessions in three environments.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/flinkustomize/flinkustomize/pkg/inventory"
	"github.com/flinkustomize/flinkustomize/pkg/report"
)

func main() {
	in := report.Input{Workspace: "thousand", Environments: []string{"dev", "staging", "prod"}}
	for i := range 1000 {
		name := fmt.Sprintf("analytics-%04d", i)
		for _, environment := range in.Environments {
			state := "s3://flink-" + environment + "/" + environment + "/" + name
			image := "registry.example.com/streaming/flink:1.20.3-scala_2.12-java17"
			in.Targets = append(in.Targets, inventory.Target{
				Kind: "FlinkSession", Name: name, Folder: "flink/" + name, Environment: environment, Namespace: "streaming-" + environment,
				OperatorVersion: "1.15", FlinkVersion: "1.20.3", Image: image, Images: []string{image}, Mode: "Native", HighAvailability: "Kubernetes",
				Storage: "S3", HighAvailabilityDir: state + "/ha", Checkpoints: state + "/checkpoints", Savepoints: state + "/savepoints",
				URLs: []string{"https://" + name + "." + environment + ".example.com/"},
				Processes: []inventory.Process{
					{Role: inventory.RoleJobManager, Replicas: 1, CPU: "1", Memory: "2Gi"},
					{Role: inventory.RoleTaskManager, CPU: "2", Memory: map[string]string{"dev": "2Gi", "staging": "8Gi", "prod": "16Gi"}[environment], Slots: 4},
				},
			})
		}
	}
	if _, err := os.Stdout.Write(report.HTML(in)); err != nil {
		log.Fatal(err)
	}
}
