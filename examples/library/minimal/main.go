// Command minimal writes the tree of one Flink session, described in Go, into a folder.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: minimal OUTPUT")
	}
	result, err := generate.Specs(generate.Input{
		Specs: []v1alpha1.Spec{&v1alpha1.FlinkSession{
			Metadata: v1alpha1.Metadata{Name: "analytics"},
			Spec: v1alpha1.FlinkSessionSpec{
				Cluster: v1alpha1.Cluster{
					FlinkVersion: "1.20.3",
					JobManager:   &v1alpha1.JobManager{Memory: "2Gi"},
					TaskManager:  &v1alpha1.TaskManager{Memory: "8Gi", Slots: new(int32(4))},
				},
				Environments: map[string]v1alpha1.FlinkSessionSpec{
					"dev":  {},
					"prod": {Cluster: v1alpha1.Cluster{TaskManager: &v1alpha1.TaskManager{Memory: "16Gi"}}},
				},
			},
		}},
		Environments: []*v1alpha1.Environment{
			{Metadata: v1alpha1.Metadata{Name: "dev"}, Spec: v1alpha1.EnvironmentSpec{Namespace: "streaming-dev", OperatorVersion: "1.15"}},
			{Metadata: v1alpha1.Metadata{Name: "prod"}, Spec: v1alpha1.EnvironmentSpec{Namespace: "streaming", OperatorVersion: "1.15"}},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	report, err := gittree.Write(os.Args[1], result.Tree, gittree.Options{Owner: "minimal"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%+v\n", report) // Kept counts the files that somebody edited, and those that no spec asks for any more
}
