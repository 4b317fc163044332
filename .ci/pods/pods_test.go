// Package pods holds the pods that pkg/internal/pod makes against those that Flink's own classes make, of each version whose
// libraries an operator release has.
package pods

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/internal/pod"
	"github.com/flinkustomize/flinkustomize/pkg/operator"
	"github.com/flinkustomize/flinkustomize/pkg/operator/v1beta1"
)

// releases are those of the operator, by the version of Flink's libraries in them.
var releases = map[string]string{"1.17.1": "1.7", "1.18.1": "1.9", "1.19.1": "1.10", "1.20.1": "1.15"}

// Clusters are merged over: a size of both roles, an image and fixed ports, as the operator gives them.
var clusters = []string{
	`{}`,
	`podTemplate: {spec: {containers: [{name: flink-main-container, env: [{name: A, value: b}], ports: [{name: metrics, containerPort: 9249}], volumeMounts: [{name: data, mountPath: /data}]}, {name: log, image: "log:1"}], volumes: [{name: data, emptyDir: {}}]}}`,
	`podTemplate: {spec: {containers: [{name: log, image: "log:1"}, {name: flink-main-container, image: "mine:1", imagePullPolicy: Always, command: [a], args: [b], resources: {requests: {cpu: "9", memory: 9Gi, ephemeral-storage: 1Gi}}}], initContainers: [{name: first, image: "a:1"}]}}`,
	`podTemplate: {metadata: {labels: {app: mine, team: a}, annotations: {a: b}}, spec: {serviceAccountName: mine, nodeSelector: {disk: ssd}, tolerations: [{key: a, operator: Exists}], dnsPolicy: Default, hostNetwork: true, imagePullSecrets: [{name: a}]}}`,
	`flinkConfiguration: {kubernetes.hostnetwork.enabled: "true", kubernetes.flink.conf.dir: /conf, kubernetes.entry.path: /entry.sh, kubernetes.flink.log.dir: /log}`,
	`flinkConfiguration: {rest.port: "8082", jobmanager.rpc.port: "6200", kubernetes.jobmanager.cpu.limit-factor: "1.5", kubernetes.jobmanager.memory.limit-factor: "2", kubernetes.taskmanager.cpu.amount: "0.5", kubernetes.taskmanager.memory.limit-factor: "1.3"}`,
	`flinkConfiguration: {containerized.master.env.B: c, containerized.taskmanager.env.C: d, kubernetes.env.secretKeyRef: "env:S,secret:s,key:k;env:T,secret:t,key:l", kubernetes.secrets: "one:/one,two:/two"}`,
	`flinkConfiguration: {kubernetes.hadoop.conf.config-map.name: hdfs, kubernetes.service-account: flink, kubernetes.taskmanager.service-account: workers, kubernetes.container.image.pull-secrets: "a;b"}`,
	`flinkConfiguration: {kubernetes.hadoop.conf.config-map.name: hdfs, kubernetes.decorator.hadoop-conf-mount.enabled: "false"}`,
	`flinkConfiguration: {kubernetes.jobmanager.labels: "a:b,c:d", kubernetes.taskmanager.labels: "app:other", kubernetes.jobmanager.annotations: "e:f", kubernetes.taskmanager.annotations: "'g:h,i'", kubernetes.jobmanager.node-selector: "j:k", kubernetes.taskmanager.node-selector: "l:m"}`,
	`flinkConfiguration: {kubernetes.jobmanager.tolerations: "key:a,operator:Equal,value:b,effect:NoSchedule;key:c,operator:Exists,effect:NoExecute,tolerationSeconds:60", kubernetes.taskmanager.tolerations: "key:d,operator:Exists"}`,
	`flinkConfiguration: {security.kerberos.login.keytab: pom.xml, security.kerberos.login.principal: flink, security.kerberos.krb5-conf.path: /etc/krb5/mine.conf}`,
	`flinkConfiguration: {user.artifacts.base-dir: /artifacts, kubernetes.container.image.pull-policy: Never, taskmanager.cpu.cores: "3"}`,
}

func TestPodsAreThoseOfFlink(t *testing.T) {
	for _, version := range slices.Sorted(maps.Keys(releases)) {
		t.Run(version, func(t *testing.T) {
			release, err := operator.ParseRelease(releases[version])
			if err != nil {
				t.Fatal(err)
			}
			var deployments []*v1beta1.FlinkDeployment
			for _, text := range clusters {
				deployments = append(deployments, cluster(t, text))
			}
			for i, theirs := range askFlink(t, version, deployments) {
				ours, err := pod.Of(deployments[i], release)
				if err != nil {
					t.Fatal(err)
				}
				for j, p := range ours {
					if diff := cmp.Diff(comparable(theirs[j]), comparable(p.Template), cmpopts.EquateEmpty(),
						cmp.Comparer(func(a, b resource.Quantity) bool { return a.Cmp(b) == 0 })); diff != "" {
						t.Errorf("%s of\n%s\n(-Flink +ours)\n%s", p.Role, clusters[i], diff)
					}
				}
			}
		})
	}
}

func cluster(t *testing.T, text string) *v1beta1.FlinkDeployment {
	t.Helper()
	d := &v1beta1.FlinkDeployment{}
	if err := yaml.UnmarshalStrict([]byte(text), &d.Spec); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	d.Name = "analytics"
	d.Spec.FlinkVersion = "v1_18"
	if d.Spec.PodTemplate == nil {
		d.Spec.PodTemplate = &corev1.PodTemplateSpec{} // Flink is given the file of one
	}
	all := map[string]string{
		"kubernetes.cluster-id": "analytics", "kubernetes.container.image.ref": "flink:1.18.1", "execution.target": "kubernetes-session",
		"jobmanager.memory.process.size": "2g", "taskmanager.memory.process.size": "2g", "taskmanager.numberOfTaskSlots": "2",
		"blob.server.port": "6124", "taskmanager.rpc.port": "6122",
	}
	maps.Copy(all, d.Spec.FlinkConfiguration)
	d.Spec.FlinkConfiguration = all
	return d
}

// comparable is a pod without what says how to start: the operator's probe, memory as arguments, and files of the
// configuration, which depend on where Flink runs.
func comparable(template corev1.PodTemplateSpec) corev1.PodTemplateSpec {
	template = *template.DeepCopy()
	main := &template.Spec.Containers[len(template.Spec.Containers)-1]
	main.StartupProbe, main.Args = nil, nil
	for i, variable := range main.Env {
		if variable.Name == "FLINK_TM_JVM_MEM_OPTS" {
			main.Env[i].Value = ""
		}
	}
	for i, volume := range template.Spec.Volumes {
		if volume.Name == "flink-config-volume" {
			template.Spec.Volumes[i].ConfigMap.Items = nil
		}
	}
	// Flink's account is default where nothing names one; no FlinkDeployment is without.
	if template.Spec.ServiceAccountName == "default" {
		template.Spec.ServiceAccountName, template.Spec.DeprecatedServiceAccount = "", ""
	}
	return template
}

// askFlink gives the pods of both roles of each cluster.
func askFlink(t *testing.T, version string, deployments []*v1beta1.FlinkDeployment) [][2]corev1.PodTemplateSpec {
	t.Helper()
	classpath := filepath.Join(t.TempDir(), "classpath")
	run(t, nil, "mvn", "--quiet", "--batch-mode", "-Dflink.version="+version, "-Dmdep.outputFile="+classpath,
		"org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath")
	jars, err := os.ReadFile(classpath)
	if err != nil {
		t.Fatal(err)
	}
	var input bytes.Buffer
	for _, d := range deployments {
		template, err := json.Marshal(d.Spec.PodTemplate)
		if err != nil {
			t.Fatal(err)
		}
		input.Write(bytes.ReplaceAll(template, []byte(`"containers":null`), []byte(`"containers":[]`))) // Go writes null for none
		for key, value := range d.Spec.FlinkConfiguration {
			input.WriteString("\t" + key + "=" + value)
		}
		input.WriteByte('\n')
	}
	var pods [][2]corev1.PodTemplateSpec
	for line := range strings.Lines(run(t, &input, "java", "-cp", string(jars), "Make.java")) {
		jobManager, taskManager, _ := strings.Cut(line, "\t")
		var made [2]corev1.PodTemplateSpec
		for i, text := range []string{jobManager, taskManager} {
			if err := json.Unmarshal([]byte(text), &made[i]); err != nil {
				t.Fatalf("%v: %s", err, line)
			}
		}
		pods = append(pods, made)
	}
	if len(pods) != len(deployments) {
		t.Fatalf("Flink makes pods of %d clusters of %d", len(pods), len(deployments))
	}
	return pods
}

func run(t *testing.T, input *bytes.Buffer, name string, arguments ...string) string {
	t.Helper()
	command := exec.Command(name, arguments...)
	var out, errors bytes.Buffer
	command.Stdout, command.Stderr = &out, &errors
	if input != nil {
		command.Stdin = input
	}
	if err := command.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out.String(), errors.String())
	}
	return out.String()
}
