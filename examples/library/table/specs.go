package main

import (
	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
	"github.com/flinkustomize/flinkustomize/pkg/generate"
)

// input is all that the tree is made of.
func input() generate.Input {
	in := generate.Input{
		Specs:        []v1alpha1.Spec{console()},
		Environments: []*v1alpha1.Environment{environment("dev"), environment("prod")},
	}
	for _, row := range fleet {
		for _, name := range row.sessions {
			in.Specs = append(in.Specs, session(row.team, name, row.size, row.environments))
		}
	}
	return in
}

// differences are what sessions have otherwise in an environment: in dev, jobs need not survive.
var differences = map[string]v1alpha1.FlinkSessionSpec{"dev": {
	Cluster: v1alpha1.Cluster{
		HighAvailability: &v1alpha1.HighAvailability{Mode: v1alpha1.HighAvailabilityNone},
	},
}}

// session is one of the fleet; the preset production/v2 says what all have in common.
func session(team, name string, s size, environments []string) *v1alpha1.FlinkSession {
	overlays := map[string]v1alpha1.FlinkSessionSpec{}
	for _, environment := range environments {
		overlays[environment] = differences[environment]
	}
	return &v1alpha1.FlinkSession{
		Metadata: v1alpha1.Metadata{Name: team + "-" + name, Labels: map[string]string{"team": team}},
		Spec: v1alpha1.FlinkSessionSpec{
			Preset: "production/v2",
			Cluster: v1alpha1.Cluster{
				FlinkVersion: "1.20.3",
				TaskManager:  &v1alpha1.TaskManager{CPU: s.cpu, Memory: s.memory, Slots: &s.slots},
				Storage:      &v1alpha1.Storage{Type: v1alpha1.StorageS3},
			},
			Environments: overlays,
		},
	}
}

// console registers all sessions of prod, the one environment that it runs in.
func console() *v1alpha1.StreamPark {
	return &v1alpha1.StreamPark{
		Metadata: v1alpha1.Metadata{Name: "console", Labels: map[string]string{"team": "platform"}},
		Spec: v1alpha1.StreamParkSpec{
			Version:       "2.1.6",
			Database:      &v1alpha1.StreamParkDatabase{Type: v1alpha1.StreamParkDatabasePostgreSQL},
			Administrator: &v1alpha1.StreamParkAdministrator{SecretName: "streampark-administrator"},
			Ingress:       &v1alpha1.StreamParkIngress{},
			Environments:  map[string]v1alpha1.StreamParkSpec{"prod": {}},
		},
	}
}

// environment says where things are; the two differ in nothing but names.
func environment(name string) *v1alpha1.Environment {
	return &v1alpha1.Environment{
		Metadata: v1alpha1.Metadata{Name: name},
		Spec: v1alpha1.EnvironmentSpec{
			Namespace:         "streaming-" + name,
			OperatorVersion:   "1.15",
			Ingress:           &v1alpha1.EnvironmentIngress{Domain: name + ".example.com", ClassName: "nginx"},
			EnvironmentStores: v1alpha1.EnvironmentStores{S3: &v1alpha1.EnvironmentS3{Bucket: "flink-" + name, Region: "eu-central-1"}},
			PostgreSQL:        &v1alpha1.EnvironmentDatabase{Host: "postgresql.databases", SecretName: "streampark-postgresql"},
			Prometheus:        &v1alpha1.EnvironmentPrometheus{Labels: map[string]*string{"release": new("prometheus")}},
		},
	}
}
