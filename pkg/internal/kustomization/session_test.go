package kustomization_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/flinkustomize/flinkustomize/pkg/internal/kustomization"
	"github.com/flinkustomize/flinkustomize/pkg/internal/manifest"
)

const baseSession = `
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata: {name: analytics, labels: {team: data}}
spec:
  image: registry/flink:1.20.3
  flinkVersion: v1_20
  serviceAccount: analytics
  flinkConfiguration:
    state.checkpoints.dir: s3://flink/checkpoints
    kubernetes.hadoop.conf.config-map.name: hdfs-config
    taskmanager.numberOfTaskSlots: "4"
  podTemplate:
    spec:
      serviceAccountName: analytics
      imagePullSecrets: [{name: pull}]
      topologySpreadConstraints:
      - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: analytics}}}
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
          - {weight: 1, podAffinityTerm: {topologyKey: host, labelSelector: {matchLabels: {app: analytics}}}}
      initContainers:
      - {name: plugins, image: "registry/flink:1.20.3", envFrom: [{secretRef: {name: minio-flink}}]}
      containers:
      - name: flink-main-container
        env:
        - {name: A, value: "1"}
        - {name: KEY, valueFrom: {secretKeyRef: {name: minio-flink, key: key}}}
        - {name: URL, valueFrom: {configMapKeyRef: {name: hdfs-config, key: url}}}
        envFrom: [{configMapRef: {name: hdfs-config}}, {secretRef: {name: minio-flink}}]
        volumeMounts: [{name: hdfs, mountPath: /etc/hadoop}, {name: all, mountPath: /etc/all}]
      - {name: sidecar, image: "registry/side:1", args: [a, b]}
      volumes:
      - {name: hdfs, configMap: {name: hdfs-config}}
      - {name: keys, secret: {secretName: minio-flink}}
      - {name: all, projected: {sources: [{configMap: {name: hdfs-config}}, {secret: {name: minio-flink}}]}}
      - {name: data, persistentVolumeClaim: {claimName: flink-data}}
  jobManager:
    replicas: 1
    podTemplate:
      spec:
        serviceAccountName: analytics
        containers:
        - name: flink-main-container
          envFrom: [{configMapRef: {name: hdfs-config}}]
        volumes: [{name: more, configMap: {name: hdfs-config}}, {name: data, persistentVolumeClaim: {claimName: flink-data}}]
  taskManager:
    resource: {cpu: 1, memory: 4Gi}
    podTemplate:
      spec:
        initContainers:
        - {name: tools, image: "registry/flink:1.20.3", env: [{name: KEY, valueFrom: {secretKeyRef: {name: minio-flink, key: key}}}]}
        volumes: [{name: more, secret: {secretName: minio-flink}}]
`

const baseService = `
apiVersion: v1
kind: Service
metadata: {name: analytics-webui}
spec:
  selector: {app: analytics, component: jobmanager}
  ports: [{name: rest, port: 8081, targetPort: 8081}]
`

const baseRBAC = `
apiVersion: v1
kind: ServiceAccount
metadata: {name: analytics}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: analytics}
rules:
- {apiGroups: [""], resources: [pods, configmaps], verbs: [get, list]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: analytics}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: analytics}
subjects: [{kind: ServiceAccount, name: analytics}]
`

const baseMonitor = `
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: analytics}
spec:
  selector: {matchLabels: {app: analytics}}
  podMetricsEndpoints: [{port: metrics}]
`

const prodIngress = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: analytics}
spec:
  rules:
  - host: analytics.example.com
    http:
      paths: [{path: /, pathType: Prefix, backend: {service: {name: analytics-webui, port: {number: 8081}}}}]
`

const prodExtras = `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: analytics}
spec:
  minAvailable: 1
  selector: {matchLabels: {app: analytics, component: jobmanager}}
---
apiVersion: flink.apache.org/v1beta1
kind: FlinkSessionJob
metadata: {name: report, labels: {target.session: analytics}}
spec:
  deploymentName: analytics
  job: {jarURI: "https://example.com/a.jar", parallelism: 1}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: flink-data}
spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: analytics}
spec:
  podSelector: {matchLabels: {app: analytics}}
  policyTypes: [Ingress]
  ingress:
  - from: [{podSelector: {matchLabels: {app: analytics}}}]
`

func parse(t testing.TB, text string) []manifest.Object {
	t.Helper()
	objects, err := manifest.Parse("test.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return objects
}

func file(t testing.TB, name, text string) kustomization.File {
	t.Helper()
	objects := parse(t, text)
	if len(objects) != 1 {
		t.Fatalf("%s must have one object, not %d", name, len(objects))
	}
	return kustomization.File{Name: name, Object: objects[0]}
}

// files gives each object of a text a file that is named for its kind.
func files(t testing.TB, text string) []kustomization.File {
	t.Helper()
	var all []kustomization.File
	for _, object := range parse(t, text) {
		all = append(all, kustomization.File{Name: strings.ToLower(object.ID().Kind) + ".yaml", Object: object})
	}
	return all
}

// session is an App as a FlinkSession gives it: a base of six files, of which
// prod changes the FlinkDeployment and adds five.
func session(t testing.TB, prodSession string) kustomization.App {
	t.Helper()
	common := append(files(t, baseRBAC), file(t, "service.yaml", baseService), file(t, "podmonitor.yaml", baseMonitor))
	return kustomization.App{
		Path: "flink/analytics", From: "FlinkSession analytics",
		Base: kustomization.Variant{Files: append([]kustomization.File{file(t, "flinkdeployment.yaml", baseSession)}, common...)},
		Overlays: []kustomization.Overlay{{Name: "prod", Variant: kustomization.Variant{
			Namespace: "streaming-prod",
			Files:     slices.Concat(files(t, prodSession), files(t, prodIngress), files(t, prodExtras), common),
		}}},
	}
}
