package streampark_test

import (
	"testing"

	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/flinkustomize/flinkustomize/pkg/api/v1alpha1"
)

// registering makes a StreamPark that registers one cluster, and changes it.
func registering(change func(*v1alpha1.StreamParkSpec)) func(*v1alpha1.StreamParkSpec) {
	return func(spec *v1alpha1.StreamParkSpec) {
		spec.RemoteClusters = []v1alpha1.StreamParkRemoteCluster{{Name: "analytics", Address: "http://analytics-rest.streaming:8081", FlinkVersion: "1.20.3"}}
		change(spec)
	}
}

func jobOf(t *testing.T, change func(*v1alpha1.StreamParkSpec)) *batchv1.Job {
	t.Helper()
	jobs := rendered[*batchv1.Job](t, registering(change))
	if len(jobs) != 1 {
		t.Fatalf("there must be one Job, not %d", len(jobs))
	}
	return jobs[0]
}

func unchanged(*v1alpha1.StreamParkSpec) {}

// A Job runs once under its name, and cannot be changed. So the name must change with all that its pod is made of, with
// what it registers, and with the database that this lies in: a new one knows no session. Nothing else runs it again: what
// was registered outlasts another version, size or way in of StreamPark, and the Flink installations keep their names
// over patches.
func TestTheJobRunsAgainWhenItHasSomethingToDo(t *testing.T) {
	before := jobOf(t, unchanged).Name
	for what, change := range map[string]func(*v1alpha1.StreamParkSpec){
		"address": func(spec *v1alpha1.StreamParkSpec) {
			spec.RemoteClusters[0].Address = "http://analytics-rest.streaming:8082"
		},
		"another cluster": func(spec *v1alpha1.StreamParkSpec) {
			spec.RemoteClusters = append(spec.RemoteClusters, v1alpha1.StreamParkRemoteCluster{Name: "b", Address: "http://b:8081", FlinkVersion: "1.20.3"})
		},
		"Flink installation": func(spec *v1alpha1.StreamParkSpec) { spec.RemoteClusters[0].Image = "flink:1.20.3-java17" },
		"administrator":      func(spec *v1alpha1.StreamParkSpec) { spec.Administrator.SecretName = "root" },
		"key of the password": func(spec *v1alpha1.StreamParkSpec) {
			spec.Administrator.PasswordKey = "root"
		},
		"image of the Job": func(spec *v1alpha1.StreamParkSpec) {
			spec.Registration = &v1alpha1.StreamParkRegistration{Image: "python:3.12"}
		},
		"registry":          func(spec *v1alpha1.StreamParkSpec) { spec.Environment.ImageRegistry = "registry.example.com" },
		"pull policy":       func(spec *v1alpha1.StreamParkSpec) { spec.ImagePullPolicy = corev1.PullAlways },
		"pull secret":       func(spec *v1alpha1.StreamParkSpec) { spec.ImagePullSecrets = []string{"registry"} },
		"port":              func(spec *v1alpha1.StreamParkSpec) { spec.Service = &v1alpha1.StreamParkService{Port: new(int32(80))} },
		"Service":           func(spec *v1alpha1.StreamParkSpec) { spec.Service = &v1alpha1.StreamParkService{Name: "web"} },
		"database":          func(spec *v1alpha1.StreamParkSpec) { spec.Database.Name = "streampark" },
		"host of database":  func(spec *v1alpha1.StreamParkSpec) { spec.Environment.MySQL.Host = "mysql-2" },
		"type of database":  toH2,
		"H2 on a new claim": func(spec *v1alpha1.StreamParkSpec) { toH2(spec); claim(spec) },
	} {
		t.Run(what, func(t *testing.T) {
			if after := jobOf(t, change).Name; after == before {
				t.Errorf("the Job must have another name than %s", before)
			}
		})
	}
	if jobOf(t, toH2).Name == jobOf(t, func(spec *v1alpha1.StreamParkSpec) { toH2(spec); claim(spec) }).Name {
		t.Error("H2 on another claim knows no session, so the Job must run again")
	}
}

func toH2(spec *v1alpha1.StreamParkSpec) {
	spec.Database = &v1alpha1.StreamParkDatabase{Type: v1alpha1.StreamParkDatabaseH2}
}

func claim(spec *v1alpha1.StreamParkSpec) {
	spec.Workspace = &v1alpha1.StreamParkWorkspace{StreamParkVolume: v1alpha1.StreamParkVolume{ClaimName: "other"}}
}

func TestTheJobDoesNotRunAgainForNothing(t *testing.T) {
	before := jobOf(t, unchanged).Name
	for what, change := range map[string]func(*v1alpha1.StreamParkSpec){
		"version":        func(spec *v1alpha1.StreamParkSpec) { spec.Version = "2.1.5" },
		"patch of Flink": func(spec *v1alpha1.StreamParkSpec) { spec.RemoteClusters[0].FlinkVersion = "1.20.4" },
		"memory":         func(spec *v1alpha1.StreamParkSpec) { spec.Memory = "4Gi" },
		"configuration": func(spec *v1alpha1.StreamParkSpec) {
			spec.Configuration = map[string]*string{"server.session.ttl": new("1h")}
		},
		"env":                func(spec *v1alpha1.StreamParkSpec) { spec.Env = map[string]*v1alpha1.EnvVar{"A": {Value: "b"}} },
		"workspace on MySQL": claim,
		"user of database":   func(spec *v1alpha1.StreamParkSpec) { spec.Environment.MySQL.SecretName = "other" },
		"parameters": func(spec *v1alpha1.StreamParkSpec) {
			spec.Database.Parameters = map[string]*string{"sslMode": new("REQUIRED")}
		},
		"ingress": func(spec *v1alpha1.StreamParkSpec) {
			spec.Ingress = &v1alpha1.StreamParkIngress{Host: "console.example.com"}
		},
		"labels of the Service": func(spec *v1alpha1.StreamParkSpec) {
			spec.Service = &v1alpha1.StreamParkService{Labels: map[string]*string{"a": new("b")}}
		},
		"labels of the pod": func(spec *v1alpha1.StreamParkSpec) {
			spec.SelectorLabels = map[string]*string{"app": new("{name}")}
		},
	} {
		t.Run(what, func(t *testing.T) {
			if after := jobOf(t, change).Name; after != before {
				t.Errorf("the Job must keep its name %s, not have %s", before, after)
			}
		})
	}
}

// A Service that found the Job's pod would send it every second request.
func TestFewSelectorLabelsDoNotFindTheJob(t *testing.T) {
	for _, selector := range []map[string]*string{
		nil,
		{"app.kubernetes.io/name": new("streampark")},
		{"app.kubernetes.io/instance": new("{name}")},
	} {
		change := func(spec *v1alpha1.StreamParkSpec) { spec.SelectorLabels = selector }
		job := labels.Set(jobOf(t, change).Spec.Template.Labels)
		for _, service := range rendered[*corev1.Service](t, registering(change)) {
			if labels.SelectorFromSet(service.Spec.Selector).Matches(job) {
				t.Errorf("%v finds the Job's pod, which has %v", service.Spec.Selector, job)
			}
		}
	}
}

// The name of StreamPark's Service stands in a variable of the Job, and kustomize renames whatever is equal to the name of
// a Service: a text such as admin must not stand in another.
func TestNoOtherTextOfTheJobCouldBeTheNameOfAService(t *testing.T) {
	for _, variable := range jobOf(t, unchanged).Spec.Template.Spec.Containers[0].Env {
		if variable.Name == "STREAMPARK_HOST" || variable.Value == "" {
			continue
		}
		if errs := validation.IsDNS1035Label(variable.Value); len(errs) == 0 {
			t.Errorf("%s: %s could be the name of a Service", variable.Name, variable.Value)
		}
	}
}
