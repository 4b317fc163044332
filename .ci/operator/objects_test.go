package operator

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

// question is an object that the operator and the check are asked about.
type question struct {
	Object  map[string]any `json:"object"`
	Session map[string]any `json:"session,omitempty"`

	name string
}

// change is what is done to a good object: a value is set at a path below spec, or removed where it is nil.
type change struct {
	path  string // with slashes
	value any
}

// clusterChanges are good and bad, one by one. None is a good number of TaskManagers: the operator sets it by a class of
// its jar for standalone clusters, which Maven Central does not have.
var clusterChanges = []change{
	{"mode", "standalone"},
	{"flinkVersion", nil}, {"flinkVersion", "v1_15"}, {"flinkVersion", "v1_18"},
	{"serviceAccount", nil}, {"serviceAccount", ""},
	{"imagePullPolicy", "Always"}, {"imagePullPolicy", "always"}, {"imagePullPolicy", ""},
	{"ingress", map[string]any{}}, {"ingress", map[string]any{"template": "{{name}}.example.com"}},
	{"ingress", map[string]any{"template": "{{name}}:abc"}}, {"ingress", map[string]any{"template": "a:80:90"}},
	{"ingress", map[string]any{"template": "https://user@a:99999/x?y#z"}}, {"ingress", map[string]any{"template": "[::1]:8081"}},
	{"logConfiguration", map[string]any{"logback-console.xml": "a"}}, {"logConfiguration", map[string]any{"log4j.properties": "a"}},
	{"jobManager/replicas", 0}, {"jobManager/replicas", 2}, {"jobManager/replicas", -1}, {"jobManager", nil},
	{"jobManager/resource/memory", nil}, {"jobManager/resource/memory", "2Gi"}, {"jobManager/resource/memory", "1.5g"},
	{"jobManager/resource/memory", "300m"}, {"jobManager/resource/memory", "2 gib"}, {"jobManager/resource/memory", "x"},
	{"jobManager/resource/memory", "2e9"}, {"jobManager/resource/memory", "-2g"}, {"jobManager/resource/memory", "3G"},
	{"jobManager/resource/ephemeralStorage", "10Gi"}, {"jobManager/resource/ephemeralStorage", "10g"},
	{"taskManager/replicas", 0}, {"taskManager", nil},
	{"taskManager/resource/memory", "500m"}, {"taskManager/resource/memory", "8Gi"}, {"taskManager/resource/memory", "4 gb"},
	{"taskManager/resource/ephemeralStorage", ""}, {"taskManager/resource/ephemeralStorage", "1e9"},
	{"job", map[string]any{}},
	{"job", map[string]any{"jarURI": "local:///a.jar", "parallelism": 1}},
	{"job", map[string]any{"jarURI": "local:///a.jar"}},
	{"job", map[string]any{"jarURI": "https://repo.example.com/a.jar", "parallelism": 1}},
	{"job", map[string]any{"parallelism": 2}},
	{"job", map[string]any{"jarURI": "local:///a b.jar", "parallelism": 2}},
	{"job", map[string]any{"jarURI": "local:///a.jar", "parallelism": 1, "upgradeMode": "savepoint"}},
	{"job", map[string]any{"jarURI": "local:///a.jar", "parallelism": 1, "upgradeMode": "last-state"}},
	{"job", map[string]any{"jarURI": "local:///a.jar", "parallelism": 1, "state": "suspended"}},
	{"job", map[string]any{"jarURI": "local:///a.jar", "parallelism": 1, "savepointTriggerNonce": 1}},
	{"flinkConfiguration/kubernetes.cluster-id", "a"}, {"flinkConfiguration/kubernetes.namespace", "a"},
	{"flinkConfiguration/high-availability.cluster-id", "a"},
	{"flinkConfiguration/high-availability.type", "NONE"}, {"flinkConfiguration/high-availability.type", "bogus"},
	{"flinkConfiguration/kubernetes.operator.deployment.rollback.enabled", "true"},
	{"flinkConfiguration/kubernetes.operator.deployment.rollback.enabled", "yes"},
	{"flinkConfiguration/kubernetes.operator.cluster.health-check.enabled", "true"},
	{"flinkConfiguration/kubernetes.operator.jm-deployment.startup.probe.enabled", "no"},
	{"flinkConfiguration/kubernetes.operator.periodic.savepoint.interval", "6h"},
	{"flinkConfiguration/kubernetes.operator.job.upgrade.last-state.max.allowed.checkpoint.age", "1 h"},
	{"flinkConfiguration/job.autoscaler.enabled", "true"}, {"flinkConfiguration/job.autoscaler.enabled", "x"},
	{"flinkConfiguration/rest.port", "abc"}, {"flinkConfiguration/rest.bind-port", "8081-8090"},
	{"flinkConfiguration/blob.server.port", "50100-50200"}, {"flinkConfiguration/taskmanager.rpc.port", "6122"},
	{"flinkConfiguration/jobmanager.rpc.port", ""},
	{"flinkConfiguration/taskmanager.numberOfTaskSlots", "0"}, {"flinkConfiguration/taskmanager.numberOfTaskSlots", "two"},
	{"flinkConfiguration/kubernetes.jobmanager.labels", "a"}, {"flinkConfiguration/kubernetes.jobmanager.labels", "a:b,c:d"},
	{"flinkConfiguration/kubernetes.jobmanager.annotations", "a:'b,c'"}, {"flinkConfiguration/kubernetes.taskmanager.labels", "a:b:c"},
	{"flinkConfiguration/kubernetes.jobmanager.tolerations", "key:a,operator:Exists;key:b"},
	{"flinkConfiguration/kubernetes.jobmanager.tolerations", "x"},
	{"flinkConfiguration/kubernetes.secrets", "a:/b"}, {"flinkConfiguration/kubernetes.secrets", "a"},
	{"flinkConfiguration/kubernetes.env.secretKeyRef", "env:A,secret:b,key:c"}, {"flinkConfiguration/kubernetes.env.secretKeyRef", "x"},
	{"flinkConfiguration/kubernetes.rest-service.exposed.type", "nodeport"}, {"flinkConfiguration/kubernetes.rest-service.exposed.type", "x"},
	{"flinkConfiguration/kubernetes.hostnetwork.enabled", "1"},
	{"flinkConfiguration/kubernetes.jobmanager.cpu.limit-factor", "0.5"}, {"flinkConfiguration/kubernetes.taskmanager.memory.limit-factor", "1.5"},
	{"flinkConfiguration/taskmanager.cpu.cores", "-1"}, {"flinkConfiguration/kubernetes.decorator.hadoop-conf-mount.enabled", "x"},
	{"flinkConfiguration/security.kerberos.login.principal", "a@B"},
	{"flinkConfiguration/jobmanager.memory.heap.size", "128m"}, {"flinkConfiguration/jobmanager.memory.jvm-overhead.fraction", "1"},
	{"flinkConfiguration/jobmanager.memory.jvm-metaspace.size", "x"}, {"flinkConfiguration/taskmanager.memory.managed.fraction", "1"},
	{"flinkConfiguration/taskmanager.memory.network.min", "4g"}, {"flinkConfiguration/taskmanager.memory.jvm-overhead.max", "100m"},
}

// sessionJobs are good and bad specs of session jobs, for a cluster named as %s is replaced.
var sessionJobs = []string{
	`{"deploymentName": "%s", "job": {"jarURI": "https://repo.example.com/a.jar", "parallelism": 1}}`,
	`{"deploymentName": "%s", "job": {"jarURI": "local:///a.jar", "parallelism": 0}}`,
	`{"deploymentName": "%s", "job": {"parallelism": 1, "upgradeMode": "savepoint"}}`,
	`{"deploymentName": "%s", "job": {"parallelism": 1, "upgradeMode": "last-state"}}`,
	`{"deploymentName": "%s", "job": {"parallelism": 1, "savepointTriggerNonce": 3}}`,
	`{"deploymentName": "%s", "job": {"parallelism": 1}, "flinkConfiguration": {"state.savepoints.dir": "s3://a/b"}}`,
}

// clusters are the reviewed FlinkDeployments, each in native mode and with a version of Flink that the release knows.
func clusters(t *testing.T) []question {
	t.Helper()
	files, err := filepath.Glob("../../golden/*/tree/flink/*/base/flinkdeployment.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []question
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var object map[string]any
		if err := yaml.Unmarshal(content, &object); err != nil {
			t.Fatal(err)
		}
		object["metadata"].(map[string]any)["namespace"] = "flink"
		spec := object["spec"].(map[string]any)
		spec["flinkVersion"] = "v1_17"
		delete(spec, "mode")
		if taskManager, ok := spec["taskManager"].(map[string]any); ok {
			delete(taskManager, "replicas") // see clusterChanges
		}
		all = append(all, question{Object: object, name: strings.Split(file, "/")[3]})
	}
	if len(all) < 50 {
		t.Fatalf("there must be at least 50 reviewed clusters, not %d", len(all))
	}
	return all
}

// changed is how many of the reviewed clusters are changed, taken evenly from all.
const changed = 10

// questions are the reviewed clusters, and some of them with every change, and with session jobs in them.
func questions(t *testing.T) []question {
	t.Helper()
	var all []question
	reviewed := clusters(t)
	for i, cluster := range reviewed {
		all = append(all, cluster)
		if i%(len(reviewed)/changed) != 0 {
			continue
		}
		for _, c := range clusterChanges {
			all = append(all, question{Object: c.of(t, cluster.Object), name: fmt.Sprintf("%s with %s=%v", cluster.name, c.path, c.value)})
		}
		name := cluster.Object["metadata"].(map[string]any)["name"]
		for i, spec := range sessionJobs {
			job := map[string]any{"apiVersion": "flink.apache.org/v1beta1", "kind": "FlinkSessionJob", "metadata": map[string]any{"name": "job", "namespace": "flink"}}
			var s map[string]any
			if err := json.Unmarshal(fmt.Appendf(nil, spec, name), &s); err != nil {
				t.Fatal(err)
			}
			job["spec"] = s
			all = append(all, question{Object: job, Session: cluster.Object, name: fmt.Sprintf("%s with session job %d", cluster.name, i)})
		}
	}
	return all
}

// of is a copy of an object with the change.
func (c change) of(t *testing.T, object map[string]any) map[string]any {
	t.Helper()
	encoded, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	var changed map[string]any
	if err := json.Unmarshal(encoded, &changed); err != nil {
		t.Fatal(err)
	}
	names := strings.Split(c.path, "/")
	at := changed["spec"].(map[string]any)
	for _, name := range names[:len(names)-1] {
		below, ok := at[name].(map[string]any)
		if !ok {
			below = map[string]any{}
			at[name] = below
		}
		at = below
	}
	if last := names[len(names)-1]; c.value == nil {
		delete(at, last)
	} else {
		at[last] = c.value
	}
	return changed
}
