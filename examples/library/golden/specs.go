package main

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

func input() generate.Input {
	return generate.Input{
		Specs: []v1alpha1.Spec{&v1alpha1.FlinkSession{
			Metadata: v1alpha1.Metadata{Name: "analytics", Labels: map[string]string{"team": "data"}},
			Spec: v1alpha1.FlinkSessionSpec{
				Cluster: v1alpha1.Cluster{
					FlinkVersion: "1.20.3",
					JobManager:   &v1alpha1.JobManager{CPU: "1", Memory: "2Gi"},
					TaskManager:  &v1alpha1.TaskManager{CPU: "2", Memory: "8Gi", Slots: new(int32(4))},
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
	}
}
