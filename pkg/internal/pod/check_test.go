package pod_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/diagnostic"
	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// deployment is a FlinkDeployment that has nothing wrong with it, and what a test sets.
func deployment(t *testing.T, spec string) *v1beta1.FlinkDeployment {
	t.Helper()
	d := &v1beta1.FlinkDeployment{}
	text := "metadata: {name: analytics}\nspec:\n"
	for _, line := range []string{
		"image: flink:1.20.3", "flinkVersion: v1_20", "serviceAccount: flink",
		"jobManager: {resource: {memory: 2g}}", "taskManager: {resource: {memory: 2g, cpu: 2}}",
	} {
		key, _, _ := strings.Cut(line, ":")
		if !strings.HasPrefix(spec, key+":") && !strings.Contains(spec, "\n"+key+":") {
			text += "  " + line + "\n"
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(spec), "\n") {
		text += "  " + line + "\n"
	}
	if err := yaml.UnmarshalStrict([]byte(text), d); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return d
}

func TestPodsThatFlinkMakes(t *testing.T) {
	for _, tt := range []struct {
		name, spec string
		want       []string
	}{
		{"nothing", ``, nil},
		{"what Flink needs of itself", `
podTemplate:
  spec:
    containers:
    - name: flink-main-container
      ports: [{name: metrics, containerPort: 9249}]
      volumeMounts: [{name: data, mountPath: /data}]
    - {name: log, image: "log:1"}
    volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]`, nil},
		{"port names of Flink", `
podTemplate:
  spec: {containers: [{name: flink-main-container, ports: [{name: rest, containerPort: 1}, {name: taskmanager-rpc, containerPort: 2}]}]}`, []string{
			`spec.podTemplate.spec.containers[0].ports[0].name: must be another name than "rest", which Flink gives port 8081 [pod]`,
			`spec.podTemplate.spec.containers[0].ports[1].name: must be another name than "taskmanager-rpc", which Flink gives port 6122 [pod]`,
		}},
		{"volumes of Flink", `
podTemplate: {spec: {volumes: [{name: flink-config-volume, emptyDir: {}}, {name: user-artifacts-volume, emptyDir: {}}, {name: pod-template-volume, emptyDir: {}}]}}`, []string{
			`spec.podTemplate.spec.volumes[0].name: must be another name than "flink-config-volume", which the volume has that Flink adds to the pod [pod]`,
			`spec.podTemplate.spec.volumes[1].name: must be another name than "user-artifacts-volume", which the volume has that Flink adds to the pod [pod]`,
			`spec.podTemplate.spec.volumes[2].name: must be another name than "pod-template-volume", which the volume has that Flink adds to the pod [pod]`,
		}},
		{"the folder of the configuration", `
podTemplate:
  spec:
    containers: [{name: flink-main-container, volumeMounts: [{name: a, mountPath: /opt/flink/conf/}]}]
    volumes: [{name: a, emptyDir: {}}]`, []string{
			`spec.podTemplate.spec.containers[0].volumeMounts[0].mountPath: must be another path than "/opt/flink/conf", where Flink mounts the volume flink-config-volume [pod]`,
		}},
		{"a volume of a role, a mount of both", `
podTemplate: {spec: {containers: [{name: flink-main-container, volumeMounts: [{name: a, mountPath: /a}]}]}}
jobManager: {resource: {memory: 2g}, podTemplate: {spec: {volumes: [{name: a, emptyDir: {}}]}}}`, []string{
			`spec.podTemplate.spec.containers[0].volumeMounts[0].name: must be the name of a volume of the pod, and there is no "a" [pod]`,
		}},
		{"lists merged by position", `
podTemplate: {spec: {containers: [{name: log, image: "log:1"}, {name: flink-main-container, env: [{name: A, value: a}]}]}}
taskManager: {resource: {memory: 2g, cpu: 1}, podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]}]}}}`, nil},
		{"lists merged by position, with an element that becomes two", `
podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: A, value: a}]}]}}
taskManager: {resource: {memory: 2g, cpu: 1}, podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]}]}}}`, []string{
			`spec.taskManager.podTemplate.spec.containers[0].env[0].valueFrom: must not be set beside value [pod]`,
		}},
		{"lists merged by name", `
flinkConfiguration: {kubernetes.operator.pod-template.merge-arrays-by-name: "true"}
podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: A, value: a}]}]}}
taskManager: {resource: {memory: 2g, cpu: 1}, podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]}]}}}`, nil},
		{"a sidecar before the main container", `
podTemplate: {spec: {containers: [{name: Log, image: "log:1"}, {name: flink-main-container, ports: [{containerPort: 70000}]}]}}`, []string{
			`spec.podTemplate.spec.containers[0].name: must be at most 63 lower-case letters, digits and hyphens, with a letter or digit first and last, not "Log" [pod]`,
			`spec.podTemplate.spec.containers[1].ports[0].containerPort: must be a port from 1 to 65535, not 70000 [pod]`,
		}},
		{"a misspelt main container", `
podTemplate: {spec: {containers: [{name: flink-main}]}}`, []string{
			`spec.podTemplate.spec.containers[0].image: must be set [pod]`,
		}},
		{"a JobManager that does not restart", `
podTemplate: {spec: {restartPolicy: Never}}`, []string{
			`spec.podTemplate.spec.restartPolicy: must be Always in a Deployment, not "Never" [pod]`,
		}},
		{"a volume of an option", `
flinkConfiguration: {kubernetes.secrets: "Keys:/keys,a:/opt/flink/conf"}`, []string{
			`spec.flinkConfiguration[kubernetes.secrets]: makes a pod that Kubernetes refuses: spec.volumes[0].name: must be at most 63 lower-case letters, digits and hyphens, with a letter or digit first and last, not "Keys-volume" [pod]`,
			`spec.flinkConfiguration[kubernetes.secrets]: makes a pod that Kubernetes refuses: spec.volumes[1].name: must be at most 63 lower-case letters, digits and hyphens, with a letter or digit first and last, not "Keys-volume" [pod]`,
			`spec.flinkConfiguration[kubernetes.secrets]: must be another path than "/opt/flink/conf", where Flink mounts the volume flink-config-volume [pod]`,
		}},
		{"a toleration of an option", `
flinkConfiguration: {kubernetes.taskmanager.tolerations: "key:a,operator:Exists,effect:NoSchedule;key:b,operator:Exists,value:c"}`, []string{
			`spec.flinkConfiguration[kubernetes.taskmanager.tolerations]: makes a pod that Kubernetes refuses: spec.tolerations[1].value: must not be set where operator is Exists [pod]`,
		}},
		{"sizes of the template are Flink's", `
podTemplate: {spec: {containers: [{name: flink-main-container, resources: {requests: {memory: 64Gi, cpu: "64"}, limits: {ephemeral-storage: 1Gi}}}]}}
jobManager: {resource: {memory: 2g, ephemeralStorage: 5Gi}}`, nil},
		{"ports of a node", `
flinkConfiguration: {kubernetes.hostnetwork.enabled: "true"}
podTemplate: {spec: {containers: [{name: flink-main-container, ports: [{name: rest, containerPort: 1}]}]}}`, nil},
		{"variables of an option", `
flinkConfiguration: {containerized.master.env.A: b, kubernetes.hadoop.conf.config-map.name: hdfs}
podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: A, value: a}, {name: HADOOP_CONF_DIR, value: /a}]}]}}`, []string{
			`warning: spec.podTemplate.spec.containers[0].env[0]: "A" is set again by containerized.master.env.A, whose value counts [ignored-variable]`,
			`warning: spec.podTemplate.spec.containers[0].env[1]: "HADOOP_CONF_DIR" is set again by kubernetes.hadoop.conf.config-map.name, whose value counts [ignored-variable]`,
		}},
		{"variables that the image cannot use", `
podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: FLINK_PROPERTIES, value: "a: b"}, {name: TASK_MANAGER_NUMBER_OF_TASK_SLOTS, value: "4"}]}]}}`, []string{
			`warning: spec.podTemplate.spec.containers[0].env[0]: FLINK_PROPERTIES does nothing under the operator, whose configuration the image cannot write to; set the options in spec.flinkConfiguration [ignored-variable]`,
			`warning: spec.podTemplate.spec.containers[0].env[1]: TASK_MANAGER_NUMBER_OF_TASK_SLOTS does nothing under the operator, whose configuration the image cannot write to; set taskmanager.numberOfTaskSlots [ignored-variable]`,
		}},
		{"plugins of another version", `
podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: ENABLE_BUILT_IN_PLUGINS, value: "flink-s3-fs-hadoop-1.20.3.jar;flink-s3-fs-presto-1.20.1.jar"}]}]}}`, []string{
			`spec.podTemplate.spec.containers[0].env[0].value: must name jars of Flink 1.20.3, which the image has, not "flink-s3-fs-presto-1.20.1.jar": the container exits where a jar is missing [pod]`,
		}},
		{"plugins in an image of one's own", `
image: registry.example.com/team/flink-jobs:v7
podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: ENABLE_BUILT_IN_PLUGINS, value: "flink-s3-fs-hadoop-1.20.3.jar;our-own-1.0.jar;flink-s3-fs-presto-1.19.1.jar;s3-fs-hadoop"}]}]}}`, []string{
			`spec.podTemplate.spec.containers[0].env[0].value: must be names of jars below /opt/flink/opt, with semicolons between them, not "s3-fs-hadoop": the container exits [pod]`,
			`spec.podTemplate.spec.containers[0].env[0].value: must name jars of Flink 1.20, which the image has, not "flink-s3-fs-presto-1.19.1.jar": the container exits where a jar is missing [pod]`,
		}},
		{"references", `
podTemplate:
  spec:
    containers:
    - name: flink-main-container
      env: [{name: A, value: "$(B) $$(C) $(D_SERVICE_HOST) $(_POD_IP_ADDRESS)"}, {name: B, value: "$(A)"}]
    - {name: log, image: "log:1", command: [sh, -c, "echo $(DATE)"]}
    - {name: other, image: "log:1", args: ["--host=$(HOST)"]}`, []string{
			`warning: spec.podTemplate.spec.containers[0].env[0].value: $(B) stays as it is written: there is no variable B before it [ignored-variable]`,
			`warning: spec.podTemplate.spec.containers[0].env[0].value: $(_POD_IP_ADDRESS) stays as it is written: there is no variable _POD_IP_ADDRESS before it [ignored-variable]`,
			`warning: spec.podTemplate.spec.containers[2].args[0]: $(HOST) stays as it is written: there is no variable HOST in the container [ignored-variable]`,
		}},
		{"nothing in the place of Flink", `
podTemplate:
  spec:
    containers: [{name: flink-main-container, volumeMounts: [{name: lib, mountPath: /opt/flink/lib}, {name: bin, mountPath: /opt/flink/bin}]}]
    initContainers: [{name: fill, image: "flink:1.20.3", volumeMounts: [{name: bin, mountPath: /bin2}]}]
    volumes: [{name: lib, emptyDir: {}}, {name: bin, emptyDir: {}}]`, []string{
			`spec.podTemplate.spec.containers[0].volumeMounts[0].mountPath: must not be /opt/flink/lib, whose files Flink starts from: the volume "lib" is an emptyDir, and no init container fills it [pod]`,
		}},
		{"service accounts of options", `
flinkConfiguration: {kubernetes.service-account: a, kubernetes.jobmanager.service-account: b, kubernetes.taskmanager.service-account: flink}`, []string{
			`spec.flinkConfiguration[kubernetes.jobmanager.service-account]: must be "flink", the account of spec.serviceAccount, or not be set: the option wins, and the pod runs as "b" [conflicting-option]`,
			`spec.flinkConfiguration[kubernetes.service-account]: must not be set beside spec.serviceAccount, which is "flink" and wins [conflicting-option]`,
		}},
		{"state on a pod's own disk", `
flinkConfiguration: {high-availability.type: kubernetes, high-availability.storageDir: "file:///data/ha", state.checkpoints.dir: "file:/state", state.savepoints.dir: "s3://bucket/savepoints"}
podTemplate:
  spec:
    containers: [{name: flink-main-container, volumeMounts: [{name: a, mountPath: /data}]}]
    volumes: [{name: a, emptyDir: {}}]`, []string{
			`spec.flinkConfiguration[high-availability.storageDir]: must be on storage that outlives the pods of a highly available cluster, not "file:///data/ha": in pods of the JobManager it is the volume "a", an emptyDir, which goes with the pod [local-state]`,
			`spec.flinkConfiguration[state.checkpoints.dir]: must be on storage that outlives the pods of a highly available cluster, not "file:/state": in pods of the JobManager it is on the disk of the container, since no volume is mounted there [local-state]`,
		}},
		{"state on a node, and on a volume of one role", `
flinkConfiguration: {high-availability: zookeeper, high-availability.storageDir: "file:///node/ha", state.checkpoints.dir: "file:///shared/c"}
podTemplate: {spec: {volumes: [{name: node, hostPath: {path: /n}}, {name: shared, nfs: {server: nfs.example.com, path: /}}], containers: [{name: flink-main-container, volumeMounts: [{name: node, mountPath: /node}]}]}}
jobManager: {resource: {memory: 2g}, podTemplate: {spec: {containers: [{name: flink-main-container, volumeMounts: [{name: node, mountPath: /node}, {name: shared, mountPath: /shared}]}]}}}`, []string{
			`spec.flinkConfiguration[high-availability.storageDir]: must be on storage that outlives the pods of a highly available cluster, not "file:///node/ha": in pods of the JobManager it is the volume "node", a hostPath of the node that the pod runs on [local-state]`,
			`spec.flinkConfiguration[state.checkpoints.dir]: must be on storage that outlives the pods of a highly available cluster, not "file:///shared/c": in pods of TaskManagers it is on the disk of the container, since no volume is mounted there [local-state]`,
		}},
		{"state of a cluster without high availability", `
flinkConfiguration: {state.checkpoints.dir: "file:///state"}`, nil},
		{"state on a shared volume", `
flinkConfiguration: {high-availability.type: kubernetes, high-availability.storageDir: "file:///data/ha", state.checkpoints.dir: "file:///data/c"}
podTemplate: {spec: {volumes: [{name: a, persistentVolumeClaim: {claimName: a}}], containers: [{name: flink-main-container, volumeMounts: [{name: a, mountPath: /data}]}]}}`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, f := range pod.Check(deployment(t, tt.spec), operator.Latest()) {
				got = append(got, f.Error()+" ["+f.Rule.ID()+"]")
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestArtifactsHaveAVolumeSinceOperator110(t *testing.T) {
	d := deployment(t, `podTemplate: {spec: {volumes: [{name: user-artifacts-volume, emptyDir: {}}]}}`)
	for _, tt := range []struct {
		release string
		want    int
	}{{"1.9", 0}, {"1.10", 1}} {
		release, err := operator.ParseRelease(tt.release)
		if err != nil {
			t.Fatal(err)
		}
		if got := pod.Check(d, release); len(got) != tt.want {
			t.Errorf("operator %s: there must be %d findings: %v", tt.release, tt.want, got)
		}
	}
}

// A pod of anything else than Flink is held against the same rules, at the place of its template.
func TestTemplateOfADeployment(t *testing.T) {
	d := deployment(t, `podTemplate: {spec: {containers: [{name: a}]}}`)
	got := pod.CheckTemplate(d.Spec.PodTemplate, diagnostic.Path{}.Child("spec", "template"))
	if want := "spec.template.spec.containers[0].image: must be set"; got.Error() != want {
		t.Errorf("the findings are %q, must be %q", got.Error(), want)
	}
}

func BenchmarkCheck(b *testing.B) {
	d := &v1beta1.FlinkDeployment{}
	d.Name, d.Spec.FlinkVersion = "analytics", "v1_20"
	for b.Loop() {
		pod.Check(d, operator.Latest())
	}
}

func TestLimitsAreTheRequestsUnlessAFactorSaysOtherwise(t *testing.T) {
	for spec, want := range map[string]string{
		"flinkConfiguration: {}": "cpu 2 of 2, memory 2Gi of 2Gi",
		`flinkConfiguration: {kubernetes.taskmanager.cpu.limit-factor: "1.5"}`:    "cpu 2 of 3, memory 2Gi of 2Gi",
		`flinkConfiguration: {kubernetes.taskmanager.memory.limit-factor: "1.5"}`: "cpu 2 of 2, memory 2Gi of 3Gi",
	} {
		pods, err := pod.Of(deployment(t, spec), operator.Latest())
		if err != nil {
			t.Fatal(err)
		}
		resources := pods[1].Template.Spec.Containers[0].Resources
		got := "cpu " + resources.Requests.Cpu().String() + " of " + resources.Limits.Cpu().String() +
			", memory " + resources.Requests.Memory().String() + " of " + resources.Limits.Memory().String()
		if got != want {
			t.Errorf("%s: %s, want %s", spec, got, want)
		}
	}
}
