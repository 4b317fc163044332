package v1alpha1

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	corev1 "k8s.io/api/core/v1"
)

// clusterHints say where fields belong that people write into the spec of a cluster, as they know them from a FlinkDeployment, a pod
// or another kind.
var clusterHints = map[string]string{
	"flinkConfig":    "set spec.flinkConfiguration",
	"configuration":  "set spec.flinkConfiguration",
	"conf":           "set spec.flinkConfiguration",
	"ha":             "set spec.highAvailability",
	"s3":             "set spec.storage, and the bucket in spec.s3 of the Environment document or in spec.environment.s3",
	"hdfs":           "set spec.storage.type, and spec.hdfs in the Environment document or spec.environment.hdfs",
	"version":        "set spec.flinkVersion",
	"envFrom":        "set it in spec.podTemplate.spec.containers, of the container flink-main-container",
	"envVars":        "set spec.env",
	"serviceMonitor": "set spec.metrics, for which there is a PodMonitor",
	"podMonitor":     "set spec.metrics, for which there is a PodMonitor",
	"prometheusRule": "set spec.alerts, for which there is a PrometheusRule",
	"alerting":       "set spec.alerts",
}

// Hint says where a field belongs that people write into the spec of a session.
func (FlinkSessionSpec) Hint(field string) string {
	switch field {
	case "job", "jarURI":
		return "a session has no job of its own: write a FlinkApplication, or submit one to it, as with a FlinkSessionJob"
	case "parallelism":
		return "set spec.flinkConfiguration[parallelism.default]"
	}
	if hint, ok := clusterHints[field]; ok {
		return hint
	}
	return elsewhere(field, KindFlinkSession, "flink-main-container")
}

// Hint says where a field belongs that people write into the spec of an application.
func (FlinkApplicationSpec) Hint(field string) string {
	if slices.Contains(namesOf(reflect.TypeFor[ApplicationJob]()), field) {
		return "set spec.job." + field
	}
	if hint, ok := clusterHints[field]; ok {
		return hint
	}
	return elsewhere(field, KindFlinkApplication, "flink-main-container")
}

// Hint says where a field belongs that people write into a job.
func (Job) Hint(field string) string {
	if slices.Contains(namesOf(reflect.TypeFor[ApplicationJob]()), field) {
		return "it belongs to the kind " + KindFlinkApplication
	}
	return map[string]string{
		"jar":          "set jarURI",
		"mainClass":    "set entryClass",
		"programArgs":  "set args",
		"restartNonce": "set spec.restartNonce",
	}[field]
}

// Hint says where a field of a process belongs that people know from a FlinkDeployment or a pod.
func (JobManager) Hint(field string) string { return processHint(field) }

// Hint says where a field of a process belongs that people know from a FlinkDeployment or a pod.
func (TaskManager) Hint(field string) string { return processHint(field) }

func processHint(field string) string {
	switch field {
	case "resource", "resources", "requests":
		return "set cpu and memory here, without a level between"
	case "limits":
		return "set cpuLimitFactor and memoryLimitFactor"
	}
	return podHint("podTemplate", field, "flink-main-container")
}

// Hint says where a field belongs that people write into the spec of a StreamPark.
func (StreamParkSpec) Hint(field string) string {
	switch field {
	case "limits", "requests", "resource":
		return "set spec.cpu, spec.cpuLimit and spec.memory"
	case "mysql", "postgresql":
		return "set spec.database.type, and spec." + field + " in the Environment document or spec.environment." + field
	}
	return elsewhere(field, KindStreamPark, "streampark")
}

// Hint says where a field belongs that people write among the settings of an environment.
func (EnvironmentSpec) Hint(field string) string {
	switch field {
	case "":
		return "name environments as in environments: {prod: {}}; their settings are in Environment documents"
	case "database":
		return "set spec.mysql or spec.postgresql"
	case "minio":
		return "set spec.s3"
	case "prometheusRule", "alerting":
		return "set spec.alerts"
	case "domain", "className", "tlsSecretName":
		return "set spec.ingress." + field
	}
	return elsewhere(field, KindEnvironment, "")
}

// elsewhere says where a field belongs that a kind does not have: to another kind, or to a pod template.
func elsewhere(field, kind, container string) string {
	if container != "" {
		if hint := podHint("spec.podTemplate", field, container); hint != "" {
			return hint
		}
	}
	for part := range reflect.TypeFor[PresetSpec]().Fields() { // a preset has a part of each kind
		if part.Type.Kind() != reflect.Pointer {
			continue
		}
		spec := part.Type.Elem()
		if other := strings.TrimSuffix(spec.Name(), "Spec"); other != kind && slices.Contains(namesOf(spec), field) {
			return "it belongs to the kind " + other
		}
	}
	return ""
}

// podHint says where in a pod template a field of a pod, or of its main container, belongs.
func podHint(template, field, container string) string {
	switch {
	case slices.Contains(namesOf(reflect.TypeFor[corev1.PodSpec]()), field):
		return "set " + template + ".spec." + field
	case slices.Contains(namesOf(reflect.TypeFor[corev1.Container]()), field):
		return "set it in " + template + ".spec.containers, of the container " + container
	}
	return ""
}

// namesByType are what namesOf has found: a file may have very many unknown fields.
var namesByType sync.Map

// namesOf are the fields of a struct by their names in JSON, those inlined among them.
func namesOf(t reflect.Type) []string {
	if known, ok := namesByType.Load(t); ok {
		return known.([]string)
	}
	var names []string
	for _, field := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "" && name != "-" {
			names = append(names, name)
		}
	}
	namesByType.Store(t, names)
	return names
}
