package kustomization_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	sigsyaml "sigs.k8s.io/yaml"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
)

// everyReference is a pod template with each field that can name an object.
// Every name begins with old-.
const everyReference = `
spec:
  serviceAccountName: old-account
  imagePullSecrets: [{name: old-secret}]
  affinity:
    podAffinity: &rules
      requiredDuringSchedulingIgnoredDuringExecution:
      - {topologyKey: host, labelSelector: {matchLabels: {app: old-session}}}
      preferredDuringSchedulingIgnoredDuringExecution:
      - {weight: 1, podAffinityTerm: {topologyKey: host, labelSelector: {matchLabels: {app: old-session}}}}
    podAntiAffinity: *rules
  topologySpreadConstraints:
  - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: old-session}}}
  initContainers: &containers
  - name: flink-main-container
    env:
    - {name: A, valueFrom: {configMapKeyRef: {name: old-config, key: a}}}
    - {name: B, valueFrom: {secretKeyRef: {name: old-secret, key: a}}}
    envFrom: [{configMapRef: {name: old-config}}, {secretRef: {name: old-secret}}]
  containers: *containers
  volumes:
  - {name: a, configMap: {name: old-config}}
  - {name: b, secret: {secretName: old-secret}}
  - {name: c, projected: {sources: [{configMap: {name: old-config}}, {secret: {name: old-secret}}]}}
  - {name: d, persistentVolumeClaim: {claimName: old-claim}}
`

const everyReferrer = `
apiVersion: flink.apache.org/v1beta1
kind: FlinkSessionJob
metadata: {name: old-job, labels: {target.session: old-session}}
spec: {deploymentName: old-session}
---
apiVersion: v1
kind: Service
metadata: {name: old-service}
spec: {selector: {app: old-session}}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: old-monitor}
spec: {selector: {matchLabels: {app: old-session}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: old-budget}
spec: {selector: {matchLabels: {app: old-session}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: old-autoscaler}
spec: {scaleTargetRef: {apiVersion: flink.apache.org/v1beta1, kind: FlinkDeployment, name: old-session}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: old-policy}
spec:
  podSelector: {matchLabels: {app: old-session}}
  ingress: [{from: [{podSelector: {matchLabels: {app: old-session}}}]}]
  egress: [{to: [{podSelector: {matchLabels: {app: old-session}}}]}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: old-config}
---
apiVersion: v1
kind: Secret
metadata: {name: old-secret}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: old-account}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: old-claim}
`

// blueGreenReferrer has the names of everyReferrer that may be of a FlinkBlueGreenDeployment.
const blueGreenReferrer = `
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: old-monitor-of-both}
spec: {selector: {matchLabels: {flinkustomize.dev/application: old-application}}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: old-budget-of-both}
spec: {selector: {matchLabels: {flinkustomize.dev/application: old-application}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: old-policy-of-both}
spec:
  podSelector: {matchLabels: {flinkustomize.dev/application: old-application}}
  ingress: [{from: [{podSelector: {matchLabels: {flinkustomize.dev/application: old-application}}}]}]
  egress: [{to: [{podSelector: {matchLabels: {flinkustomize.dev/application: old-application}}}]}]
`

const everyPlainReference = `
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: old-session}
spec:
  serviceAccount: old-account
  flinkConfiguration:
    kubernetes.hadoop.conf.config-map.name: old-config
    kubernetes.service-account: old-account
    kubernetes.jobmanager.service-account: old-account
    kubernetes.taskmanager.service-account: old-account
  podTemplate: %[1]s
  jobManager: {podTemplate: %[1]s}
  taskManager: {podTemplate: %[1]s}
---
apiVersion: flink.apache.org/v1beta1
kind: FlinkBlueGreenDeployment
metadata: {name: old-application}
spec:
  template:
    spec:
      serviceAccount: old-account
      flinkConfiguration:
        kubernetes.hadoop.conf.config-map.name: old-config
        kubernetes.service-account: old-account
        kubernetes.jobmanager.service-account: old-account
        kubernetes.taskmanager.service-account: old-account
      podTemplate: %[2]s
      jobManager: {podTemplate: %[2]s}
      taskManager: {podTemplate: %[2]s}
`

// referencingApp has a reference in every field that kustomizeconfig.yaml
// has to know.
func referencingApp(t *testing.T) kustomization.App {
	t.Helper()
	var template corev1.PodTemplateSpec
	if err := sigsyaml.UnmarshalStrict([]byte(everyReference), &template); err != nil {
		t.Fatal(err) // a field that does not exist tests nothing
	}
	document, err := sigsyaml.YAMLToJSON([]byte(everyReference))
	if err != nil {
		t.Fatal(err)
	}
	// The pods of two clusters in turn are known by another label, which the template gives them.
	label := strings.NewReplacer("app: old-session", "flinkustomize.dev/application: old-application", "\nspec:", "\nmetadata: {labels: {flinkustomize.dev/application: old-application}}\nspec:")
	blueGreen, err := sigsyaml.YAMLToJSON([]byte(label.Replace(everyReference)))
	if err != nil {
		t.Fatal(err)
	}
	ofBoth := files(t, blueGreenReferrer)
	for i := range ofBoth {
		ofBoth[i].Name = "both-" + ofBoth[i].Name
	}
	return kustomization.App{
		Path: "flink/old", From: "FlinkSession old",
		Base: kustomization.Variant{Namespace: "prod", Files: slices.Concat(
			files(t, fmt.Sprintf(everyPlainReference, document, blueGreen)), files(t, everyReferrer), ofBoth,
		)},
	}
}

// stale returns the paths of all values that are an old name.
func stale(value any, path string) (found []string) {
	switch v := value.(type) {
	case map[string]any:
		for _, key := range sorted(v) {
			found = append(found, stale(v[key], path+"/"+key)...)
		}
	case []any:
		for i, element := range v {
			found = append(found, stale(element, fmt.Sprint(path, "/", i))...)
		}
	case string:
		if strings.HasPrefix(v, "old-") {
			found = append(found, path)
		}
	}
	return found
}

func staleUnderAPrefix(t *testing.T, configuration string) (found []string) {
	t.Helper()
	folder, err := kustomization.Build(referencingApp(t))
	if err != nil {
		t.Fatal(err)
	}
	files := disk(t, folder)
	if configuration != "" {
		write(t, files, "/kustomizeconfig/kustomizeconfig.yaml", configuration)
	}
	write(t, files, "/top/kustomization.yaml", "namePrefix: new-\nresources: [../flink/old/base]\nsortOptions: {order: fifo}\n")
	objects, err := kustomize(t, files, "/top")
	if err != nil {
		t.Fatal(err)
	}
	for _, object := range objects {
		found = append(found, stale(object.Tree(), object.ID().String())...)
	}
	return found
}

func TestEveryReferenceFollowsTheNameOfItsObject(t *testing.T) {
	if found := staleUnderAPrefix(t, ""); len(found) > 0 {
		t.Errorf("these still name what has another name now:\n%s", strings.Join(found, "\n"))
	}
}

// Without this, an entry of kustomizeconfig.yaml could be wrong or in vain.
func TestEveryNameReferenceOfTheConfigurationIsNeeded(t *testing.T) {
	component, err := kustomization.BuildConfiguration()
	if err != nil {
		t.Fatal(err)
	}
	content, _ := component.File("kustomizeconfig.yaml")
	lines := strings.SplitAfter(string(content), "\n")
	entries := 0
	for i, line := range lines {
		if !strings.HasPrefix(line, "  - path: ") {
			continue
		}
		end := i + 1
		for strings.HasPrefix(lines[end], "    ") {
			end++
		}
		entries++
		if found := staleUnderAPrefix(t, strings.Join(lines[:i], "")+strings.Join(lines[end:], "")); len(found) == 0 {
			t.Errorf("nothing changes without %s", strings.TrimSpace(line))
		}
	}
	if entries < 50 {
		t.Errorf("only %d entries were found", entries)
	}
}
