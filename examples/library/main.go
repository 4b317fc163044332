// Command streaming writes the tree of one Flink session, described in Go, into a folder.
package main

import (
	"fmt"
	"os"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
	"github.com/flinkustomize/flinkustomize/pkg/gittree"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: streaming OUTPUT")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run makes the tree and writes what is not as it should be.
func run(output string) error {
	tree, err := generate.Tree(generate.Input{
		Sessions:     []*v1alpha1.FlinkSession{analytics()},
		Environments: []*v1alpha1.Environment{dev(), prod()},
	})
	if err != nil {
		return err
	}
	report, err := gittree.Write(output, tree)
	if err != nil {
		return err
	}
	fmt.Printf("%d files created, %d updated, %d deleted\n", report.Created, report.Updated, report.Deleted)
	return nil
}

func analytics() *v1alpha1.FlinkSession {
	return &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: "analytics", Labels: map[string]string{"team": "data"}},
		Spec: v1alpha1.FlinkSessionSpec{
			FlinkVersion: "1.20.3",
			JobManager:   &v1alpha1.JobManager{CPU: "1", Memory: "2Gi"},
			TaskManager:  &v1alpha1.TaskManager{CPU: "2", Memory: "8Gi", Slots: new(int32(4))},
			Storage:      &v1alpha1.Storage{Type: v1alpha1.StorageS3},
			Checkpoints: &v1alpha1.Checkpoints{
				Interval:     "30s",
				StateBackend: v1alpha1.StateBackendRocksDB,
				Incremental:  new(true),
			},
			Metrics: &v1alpha1.Metrics{},
			Environments: map[string]v1alpha1.FlinkSessionSpec{
				"dev": {},
				"prod": {
					HighAvailability: &v1alpha1.HighAvailability{Mode: v1alpha1.HighAvailabilityKubernetes},
					JobManager:       &v1alpha1.JobManager{Replicas: new(int32(2))},
				},
			},
		},
	}
}

func dev() *v1alpha1.Environment {
	return &v1alpha1.Environment{
		Metadata: v1alpha1.Metadata{Name: "dev"},
		Spec: v1alpha1.EnvironmentSpec{
			Namespace:       "streaming-dev",
			OperatorVersion: "1.15",
			S3: &v1alpha1.EnvironmentS3{
				Endpoint:        "http://minio.storage:9000",
				Bucket:          "flink-dev",
				PathStyleAccess: new(true),
				Credentials:     &v1alpha1.S3Credentials{SecretName: "minio-flink"},
			},
		},
	}
}

func prod() *v1alpha1.Environment {
	return &v1alpha1.Environment{
		Metadata: v1alpha1.Metadata{Name: "prod"},
		Spec: v1alpha1.EnvironmentSpec{
			Namespace:       "streaming",
			OperatorVersion: "1.15",
			S3:              &v1alpha1.EnvironmentS3{Bucket: "flink-prod"},
		},
	}
}
